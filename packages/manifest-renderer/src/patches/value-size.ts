import type { JsonValue } from "../json.ts";

/** How large a value may be. */
export interface ValueLimits {
  /** Maps and lists inside each other. */
  readonly maxDepth: number;
  /** Maps, lists and scalars. */
  readonly maxValues: number;
}

/** Counts the maps, lists and scalars of a value; infinity as soon as it exceeds a limit. */
export function sizeOf(value: JsonValue, { maxDepth, maxValues }: ValueLimits): number {
  if (maxValues < 1) return Number.POSITIVE_INFINITY;
  if (typeof value !== "object" || value === null) return 1;
  if (maxDepth < 1) return Number.POSITIVE_INFINITY;
  let size = 1;
  for (const inner of Object.values(value) as readonly JsonValue[]) {
    size += sizeOf(inner, { maxDepth: maxDepth - 1, maxValues: maxValues - size });
    if (size > maxValues) return Number.POSITIVE_INFINITY;
  }
  return size;
}
