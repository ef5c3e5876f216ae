import type { JsonObject } from "../json.ts";
import { formatScalar } from "../json.ts";
import { keyDefaults } from "./merge-rules.ts";
import { ownField } from "./own-field.ts";

/** The values that tell an item from the others; undefined where one is not set. */
export type ItemKey = readonly (string | undefined)[];

/** Reads the key of an item; undefined when it has none. */
export function keyOf(item: JsonObject, keys: readonly string[]): ItemKey | undefined {
  const [first, ...others] = keys.map((key) => {
    const value = ownField(item, key);
    return value === undefined || value === null ? keyDefaults[key] : formatScalar(value);
  });
  return first === undefined ? undefined : [first, ...others];
}

/** Tells whether two keys mean one item: what one of them leaves out may be anything. */
export function sameKey(a: ItemKey, b: ItemKey): boolean {
  return a.every((part, index) => {
    const other = b[index];
    return part === undefined || other === undefined || part === other;
  });
}

/** Writes a key for messages: `name=cart`. */
export function formatKey(key: ItemKey, keys: readonly string[]): string {
  return `${keys[0] ?? ""}=${key[0] ?? ""}`;
}
