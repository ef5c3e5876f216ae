import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";

/** Lays values over others: maps are merged key by key, lists and scalars of the higher layer replace the lower ones. */
export function mergeValues(lower: JsonObject, higher: JsonObject): JsonObject {
  const merged = Object.entries(higher).map(([key, value]): [string, JsonValue] => {
    const below = ownField(lower, key);
    return [key, isJsonObject(below) && isJsonObject(value) ? mergeValues(below, value) : value];
  });
  // fromEntries makes "__proto__" an ordinary key.
  return { ...lower, ...Object.fromEntries(merged) };
}

/** Finds the value behind a name; a dot leads into a map. Gives undefined when there is none. */
export function findValue(values: JsonObject, name: string): JsonValue | undefined {
  return name.split(".").reduce<JsonValue | undefined>((parent, key) => {
    return isJsonObject(parent) ? ownField(parent, key) : undefined;
  }, values);
}
