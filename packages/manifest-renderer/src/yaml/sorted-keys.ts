/** Keys that tell what a map is; they stand before the others, in this order. */
const FIRST_KEYS = ["apiVersion", "kind", "metadata", "name", "namespace", "spec"];

/** The keys of a map that have a value, in the order in which they are written. */
export function sortedKeys(map: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(map);
  // Without a function, strings are compared by their code units, and faster.
  if (keys.length > 1 && !isSorted(keys)) keys.sort();
  let first = 0;
  for (const key of FIRST_KEYS) {
    if (!Object.hasOwn(map, key)) continue;
    for (let at = keys.indexOf(key, first); at > first; at--) keys[at] = keys[at - 1] ?? key;
    keys[first++] = key;
  }
  return keys.some((key) => map[key] === undefined) ? keys.filter((key) => map[key] !== undefined) : keys;
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return false;
  }
  return true;
}
