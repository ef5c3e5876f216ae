import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";

/**
 * Merges a JSON merge patch into a value: maps are merged, null removes a key, everything else is replaced.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function jsonMergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const base: JsonObject = isJsonObject(target) ? target : {};
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, jsonMergePatch(ownField(base, key), value));
  }
  return Object.fromEntries(merged);
}
