import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import { fieldPath } from "../field-path.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";
import {
  directiveOf,
  holdsDirective,
  isDirective,
  listDirective,
  namedByDirective,
  retainedKeys,
} from "./directives.ts";
import type { MapMerge } from "./merge-lists.ts";
import { mergeItems, mergeScalars } from "./merge-lists.ts";
import type { MergeRule, RuleOf } from "./merge-rules.ts";
import { rootRuleOf, ruleOf } from "./merge-rules.ts";

/**
 * Merges a patch into an object of a built-in kind, as `kubectl patch --type strategic` does.
 *
 * Taken are `$patch: merge | replace | delete`, `$retainKeys`, `$deleteFromPrimitiveList/<list>` and
 * `$setElementOrder/<list>`; null removes a field.
 *
 * @returns the merged object, undefined when the patch deletes it, or what is wrong with the patch.
 * @see https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMerge(
  object: JsonObject,
  patch: JsonObject,
  kind: string,
): Result<JsonObject | undefined, string> {
  if (ownField(patch, "$patch") === "replace") {
    return err("$patch: replace of a whole object: kustomize ignores it; change the template instead");
  }
  const merge = new StrategicMerge();
  const merged = merge.map(object, patch, (field) => rootRuleOf(kind, field), "");
  return merge.problem === undefined ? ok(merged) : err(merge.problem);
}

/** Merges maps and lists into each other, and keeps the first problem that it meets. */
class StrategicMerge implements MapMerge {
  problem: string | undefined;

  fail(path: string, problem: string): void {
    this.problem ??= path === "" ? problem : `${path}: ${problem}`;
  }

  map(base: JsonObject | undefined, patch: JsonObject, rules: RuleOf, path: string): JsonObject | undefined {
    const directive = directiveOf(patch);
    if (directive === "delete") return undefined;
    if (directive === "unknown") {
      this.fail(path, "$patch must be merge, replace or delete");
      return undefined;
    }
    const retained = retainedKeys(patch);
    if (retained === "invalid") {
      this.fail(path, "$retainKeys must list every field that the patch sets here");
      return undefined;
    }

    const fields = new Map(directive === "replace" || base === undefined ? [] : Object.entries(base));
    if (retained !== undefined) for (const key of fields.keys()) if (!retained.has(key)) fields.delete(key);
    for (const field of new Set(Object.keys(patch).map(namedByDirective))) {
      if (field === undefined) continue;
      const merged = this.#field(fields.get(field), patch, field, rules(field), fieldPath(path, field));
      if (merged === undefined) fields.delete(field);
      else fields.set(field, merged);
    }
    return Object.fromEntries(fields);
  }

  #field(
    base: JsonValue | undefined,
    patch: JsonObject,
    field: string,
    rule: MergeRule,
    path: string,
  ): JsonValue | undefined {
    const value = ownField(patch, field);
    if (value === null) return undefined;
    const deleted = ownField(patch, `$deleteFromPrimitiveList/${field}`);
    const order = ownField(patch, `$setElementOrder/${field}`);
    // Without a value, only a directive speaks of the field, and those are about lists.
    const isList = value === undefined || Array.isArray(value);
    const old = base ?? undefined;
    if (old !== undefined && shapeOf(old) !== shapeOf(value)) {
      this.fail(path, `is a ${shapeOf(old)} in the object and a ${shapeOf(value)} in the patch`);
      return undefined;
    }
    if (isList) return this.#list(asList(old), { items: value, deleted, order }, rule, path);
    if (!isJsonObject(value)) return value;
    const inner: RuleOf = (name) => ruleOf(rule.type ?? "", name);
    return this.map(isJsonObject(old) && rule.replace !== true ? old : undefined, value, inner, path);
  }

  #list(
    base: readonly JsonValue[] | undefined,
    patch: Record<"items" | "deleted" | "order", JsonValue | undefined>,
    rule: MergeRule,
    path: string,
  ): JsonValue | undefined {
    const [items, deleted, order] = [asList(patch.items), asList(patch.deleted), asList(patch.order)];
    const isOfMaps = rule.keys !== undefined || deleted?.some((item) => typeof item === "object") !== false;
    if (patch.deleted !== undefined && isOfMaps) {
      this.fail(path, "$deleteFromPrimitiveList must be a list of scalars, as must be what it shortens");
      return undefined;
    }
    if (patch.order !== undefined && (order === undefined || (rule.keys === undefined && rule.set === undefined))) {
      this.fail(path, "$setElementOrder must be a list, and the list that it sorts one that merges");
      return undefined;
    }
    if (base === undefined && items === undefined) return undefined;
    const directive = items === undefined ? "merge" : listDirective(items);
    if (directive === "delete") return undefined;
    if (directive === "unknown") {
      const whole = "to replace the list, write `- $patch: replace` as an item of its own";
      this.fail(path, `$patch: delete goes with the key of an item, $patch: replace with nothing else; ${whole}`);
      return undefined;
    }
    const old = directive === "replace" ? [] : (base ?? []);
    const set = items?.filter((item) => !isDirective(item)) ?? [];
    if (rule.keys !== undefined) return mergeItems(this, { base: old, items: set, order, rule, path });
    if (rule.set === true || items === undefined) return mergeScalars({ base: old, items: set, deleted, order });
    if (set.some(holdsDirective)) {
      this.fail(path, "the list is replaced as a whole; $patch means nothing in it");
      return undefined;
    }
    return deleted === undefined ? set : mergeScalars({ base: [], items: set, deleted, order });
  }
}

function shapeOf(value: JsonValue | undefined): string {
  if (Array.isArray(value) || value === undefined) return "list";
  return isJsonObject(value) ? "map" : "scalar";
}

function asList(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
}
