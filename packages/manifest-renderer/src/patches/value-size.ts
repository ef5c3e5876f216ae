import type { JsonValue } from "../json.ts";

/** Counts the maps, lists and scalars of a value, and stops beyond `max`: copies of copies grow faster than any text. */
export function countValues(value: JsonValue, max: number): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const inner of Object.values(value) as readonly JsonValue[]) {
    count += countValues(inner, max - count);
    if (count > max) return count;
  }
  return count;
}
