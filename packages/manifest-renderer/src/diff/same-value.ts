import type { JsonObject, JsonValue } from "../json.ts";

/** Tells whether two values mean the same, whatever the order of their keys. Allocates little: most objects do not change. */
export function isSameValue(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (Object.is(before, after)) return true;
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) return false;
  if (isList(before)) return isList(after) && isSameList(before, after);
  return !isList(after) && isSameMap(before, after);
}

function isSameList(before: readonly JsonValue[], after: readonly JsonValue[]): boolean {
  return before.length === after.length && before.every((item, index) => isSameValue(item, after[index]));
}

function isSameMap(before: JsonObject, after: JsonObject): boolean {
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length) return false;
  return keys.every((key) => Object.hasOwn(after, key) && isSameValue(before[key], after[key]));
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}
