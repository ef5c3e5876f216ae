import type { JsonObject } from "../json.ts";
import { formatScalar, ownField } from "../json.ts";
import { keyDefaults } from "./merge-rules.ts";

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

/** Writes a key as text, without the parts that are not set. */
export function indexOf(key: ItemKey): string {
  return JSON.stringify(key.filter((part) => part !== undefined));
}

/** Writes the first part of a key as text, under which all items stand that share it. */
export function groupOf([first]: ItemKey): string {
  return JSON.stringify({ first });
}

/** Writes a key for messages: `name=cart`. */
export function formatKey(key: ItemKey, keys: readonly string[]): string {
  return `${keys[0] ?? ""}=${key[0] ?? ""}`;
}
