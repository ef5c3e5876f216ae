import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";

/** Keys and indexes that lead to a value. */
export type PointerSteps = readonly string[];

const INDEX = /^(?:0|[1-9][0-9]*)$/;

/**
 * Reads a JSON pointer: `/metadata/labels/example.com~1owner`, with `~1` for a slash and `~0` for a tilde.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function parsePointer(pointer: string): Result<PointerSteps, string> {
  if (pointer === "") return ok([]);
  if (!pointer.startsWith("/")) return err(`the path ${JSON.stringify(pointer)} must start with a slash`);
  if (/~(?![01])/.test(pointer)) {
    return err(`the path ${JSON.stringify(pointer)} must write ~0 for a tilde and ~1 for a slash in a key`);
  }
  const unescape = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
  return ok(pointer.slice(1).split("/").map(unescape));
}

/** Writes steps as a JSON pointer; the whole document is `the root`. */
export function formatPointer(steps: PointerSteps): string {
  if (steps.length === 0) return "the root";
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Reads the value one step below another; undefined when there is none. */
export function childOf(parent: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(parent)) return INDEX.test(step) ? (parent as readonly JsonValue[])[Number(step)] : undefined;
  return isJsonObject(parent) ? ownField(parent, step) : undefined;
}

/** Reads the value at a pointer. The error names the longest part of the pointer that exists. */
export function valueAt(root: JsonValue, steps: PointerSteps): Result<JsonValue, string> {
  let value = root;
  for (const [depth, step] of steps.entries()) {
    const child = childOf(value, step);
    if (child === undefined) return err(missingAt(steps, depth, value));
    value = child;
  }
  return ok(value);
}

function missingAt(steps: PointerSteps, depth: number, parent: JsonValue): string {
  const found = formatPointer(steps.slice(0, depth));
  const holds = Array.isArray(parent)
    ? `a list of ${(parent as readonly JsonValue[]).length}`
    : isJsonObject(parent)
      ? "a map without this key"
      : "no map and no list";
  return `${formatPointer(steps)} does not exist: the longest part that does is ${found}, ${holds}`;
}
