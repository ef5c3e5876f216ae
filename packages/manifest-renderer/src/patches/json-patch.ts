import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import { jsonEquals } from "./json-equals.ts";
import type { PointerSteps } from "./json-pointer.ts";
import { childOf, formatPointer, parsePointer, valueAt } from "./json-pointer.ts";
import type { JsonPatchOperation } from "./patch.ts";
import type { ValueLimits } from "./value-size.ts";
import { sizeOf } from "./value-size.ts";

/** Each copies the map or list that it changes. */
const MAX_OPERATIONS = 1_000;
const INSERTION_INDEX = /^(?:-|0|[1-9][0-9]*)$/;

type Applied = Result<JsonValue, string>;

/**
 * Applies a JSON Patch, all of it or nothing.
 *
 * The limits hold for all values together that it adds, moves and copies: copies of copies double with each operation.
 *
 * @returns the value, or which operation cannot be applied and why. A failed `test` never shows what it compared.
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export function jsonPatch(value: JsonValue, operations: readonly JsonPatchOperation[], limits: ValueLimits): Applied {
  if (operations.length > MAX_OPERATIONS) return err(`the patch has more than ${MAX_OPERATIONS} operations; split it`);
  let patched = value;
  let maxValues = limits.maxValues;
  for (const [index, operation] of operations.entries()) {
    const place = `operation ${index + 1} (${operation.op})`;
    const depth = operation.path.split("/").length - 1;
    maxValues -= sizeOf(valueOf(patched, operation), { maxDepth: limits.maxDepth - depth, maxValues });
    if (maxValues < 0) {
      const most = `${limits.maxValues} values or ${limits.maxDepth} maps and lists inside each other`;
      return err(`${place}: what the patch adds, moves and copies has more than ${most}`);
    }
    const next = apply(patched, operation);
    if (next.isErr()) return err(`${place}: ${next.error}`);
    patched = next.value;
  }
  return ok(patched);
}

/** Gives what an operation puts in place; null where it puts nothing, or where it will fail. */
function valueOf(root: JsonValue, operation: JsonPatchOperation): JsonValue {
  if ("value" in operation) return operation.value;
  if (!("from" in operation)) return null;
  return parsePointer(operation.from)
    .andThen((from) => valueAt(root, from))
    .unwrapOr(null);
}

function apply(root: JsonValue, operation: JsonPatchOperation): Applied {
  return parsePointer(operation.path).andThen((path): Applied => {
    switch (operation.op) {
      case "add":
        return add(root, path, operation.value);
      case "replace":
        return replace(root, path, operation.value);
      case "remove":
        return valueAt(root, path).andThen(() => remove(root, path));
      case "test":
        return valueAt(root, path).andThen((found) =>
          jsonEquals(found, operation.value) ? ok(root) : err(`${formatPointer(path)} has another value`),
        );
      case "move":
        return parsePointer(operation.from).andThen((from) => move(root, from, path));
      case "copy":
        return parsePointer(operation.from)
          .andThen((from) => valueAt(root, from))
          .andThen((found) => add(root, path, found));
    }
  });
}

function move(root: JsonValue, from: PointerSteps, path: PointerSteps): Applied {
  if (path.length > from.length && from.every((step, index) => step === path[index])) {
    return err(`${formatPointer(from)} cannot be moved into itself`);
  }
  return valueAt(root, from).andThen((found) => {
    if (formatPointer(from) === formatPointer(path)) return ok(root);
    return remove(root, from).andThen((rest) => add(rest, path, found));
  });
}

function add(root: JsonValue, path: PointerSteps, value: JsonValue): Applied {
  return edit(root, path, (parent, last) => {
    if (isJsonObject(parent)) return ok({ ...parent, [last]: value });
    const index = last === "-" ? parent.length : Number(last);
    if (!INSERTION_INDEX.test(last) || index > parent.length) {
      return err(`${formatPointer(path)} must end with - or with an index up to ${parent.length}`);
    }
    return ok([...parent.slice(0, index), value, ...parent.slice(index)]);
  }).map((edited) => (path.length === 0 ? value : edited));
}

function replace(root: JsonValue, path: PointerSteps, value: JsonValue): Applied {
  return valueAt(root, path).andThen(() =>
    edit(root, path, (parent, last) =>
      ok(isJsonObject(parent) ? { ...parent, [last]: value } : parent.with(Number(last), value)),
    ).map((edited) => (path.length === 0 ? value : edited)),
  );
}

function remove(root: JsonValue, path: PointerSteps): Applied {
  if (path.length === 0) return err("the root cannot be removed");
  return edit(root, path, (parent, last) => {
    if (!isJsonObject(parent)) return ok(parent.toSpliced(Number(last), 1));
    return ok(Object.fromEntries(Object.entries(parent).filter(([key]) => key !== last)));
  });
}

type Collection = readonly JsonValue[] | JsonObject;

/** Edits the parent of a path, and copies what leads to it. */
function edit(root: JsonValue, path: PointerSteps, change: (parent: Collection, last: string) => Applied): Applied {
  const last = path.at(-1);
  if (last === undefined) return ok(root);
  const steps = path.slice(0, -1);
  return valueAt(root, steps)
    .andThen((parent) =>
      isCollection(parent) ? change(parent, last) : err(`${formatPointer(steps)} is no map and no list`),
    )
    .map((changed) => withValueAt(root, steps, changed));
}

function withValueAt(parent: JsonValue, [step, ...steps]: PointerSteps, value: JsonValue): JsonValue {
  if (step === undefined || !isCollection(parent)) return value;
  const child = withValueAt(childOf(parent, step) ?? null, steps, value);
  return isJsonObject(parent) ? { ...parent, [step]: child } : parent.with(Number(step), child);
}

function isCollection(value: JsonValue): value is Collection {
  return typeof value === "object" && value !== null;
}
