import type { JsonObject, JsonValue } from "../json.ts";
import { formatScalar, isJsonObject } from "../json.ts";
import { directiveOf } from "./directives.ts";
import { KeyedList } from "./keyed-list.ts";
import { formatKey, keyOf } from "./list-keys.ts";
import { inMergedOrder } from "./merge-order.ts";
import type { MergeRule, RuleOf } from "./merge-rules.ts";
import { ruleOf } from "./merge-rules.ts";

/** How the items of a list are merged, which are maps again. */
export interface MapMerge {
  /** Merges a map into one that may not be there; undefined removes it. */
  map(base: JsonObject | undefined, patch: JsonObject, rules: RuleOf, path: string): JsonObject | undefined;
  /** Notes a problem; only the first counts. */
  fail(path: string, problem: string): void;
}

/** A list of an object and what a patch says about it. */
export interface ListPatch {
  /** Items of the object. */
  readonly base: readonly JsonValue[];
  /** Items of the patch. */
  readonly items: readonly JsonValue[];
  /** Keys of `$setElementOrder`, if any. */
  readonly order: readonly JsonValue[] | undefined;
}

/** Merges a list whose items have keys; undefined after a problem. */
export function mergeItems(
  merge: MapMerge,
  { base, items, order, rule, path }: ListPatch & { readonly rule: MergeRule; readonly path: string },
): JsonValue | undefined {
  const { keys = [], type = "" } = rule;
  const missing = `each item must be a map with ${keys[0] ?? ""}, which tells the items of this list apart`;
  const merged = new KeyedList(base, keys);
  for (const item of items) {
    const key = isJsonObject(item) ? keyOf(item, keys) : undefined;
    if (!isJsonObject(item) || key === undefined) {
      merge.fail(path, missing);
      return undefined;
    }
    if (directiveOf(item) === "delete") {
      merged.delete(key);
      continue;
    }
    const old = merged.find(key);
    const place = `${path}[${formatKey(key, keys)}]`;
    const value = merge.map(isJsonObject(old) ? old : undefined, item, (field) => ruleOf(type, field), place);
    merged.set(key, value);
  }
  return merged.inOrder(order?.map((item) => (isJsonObject(item) ? keyOf(item, keys) : undefined)));
}

/** Joins a list of scalars, each once, without those that are deleted. */
export function mergeScalars({
  base,
  items,
  deleted = [],
  order = [],
}: ListPatch & { readonly deleted: readonly JsonValue[] | undefined }): JsonValue {
  const places = new Map(base.map((value, index) => [formatScalar(value), index]));
  const gone = new Set(deleted.map(formatScalar));
  const added = new Set(items.map(formatScalar));
  const sorted = order.filter((value) => places.has(formatScalar(value)) || added.has(formatScalar(value)));
  const touched = new Map([...sorted, ...items].map((value) => [formatScalar(value), value]));
  const untouched = base
    .map((value, index) => ({ value, index }))
    .filter(({ value }) => !touched.has(formatScalar(value)));
  const moved = [...touched].map(([text, value]) => ({ value, index: places.get(text) }));
  return inMergedOrder(untouched, moved).filter((value) => !gone.has(formatScalar(value)));
}
