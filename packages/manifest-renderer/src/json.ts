/**
 * A value as Kubernetes keeps it: JSON, with integers beyond 2^53 as `bigint` so that no digit is lost.
 */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

/** A JSON object: string keys, any JSON value. */
export interface JsonObject {
  /** Value under this key. */
  readonly [key: string]: JsonValue;
}

/** Tells whether a value is a JSON object, not a list and not null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Writes a scalar as text; maps and lists become JSON. */
export function formatScalar(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}

/** Reads a field of a JSON object, never one that every object inherits (`__proto__`, `constructor`). */
export function ownField(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
