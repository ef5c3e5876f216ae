import type { JsonObject, JsonValue } from "../json.ts";

/** Reads a field of a JSON object, never one that every object inherits (`__proto__`, `constructor`). */
export function ownField(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
