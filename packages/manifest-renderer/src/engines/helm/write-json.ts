import type { JsonValue } from "../../json.ts";

/** Writes a value as JSON, a `bigint` as the number that it is: `JSON.stringify` refuses one. */
export function writeJson(value: JsonValue): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(writeJson).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${writeJson(inner)}`)
    .join(",")}}`;
}
