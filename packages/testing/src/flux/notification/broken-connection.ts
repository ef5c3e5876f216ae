/**
 * Makes the first posts break, the way Node's fetch tells of it: before the receiver got anything, or after it has taken
 * all and before its answer came.
 */
export function breakConnection(
  fetch: typeof globalThis.fetch,
  resets: readonly ("before" | "after")[],
): typeof globalThis.fetch {
  const left = [...resets];
  return async (input, init) => {
    const when = left.shift();
    if (when === undefined) return fetch(input, init);
    if (when === "after") await (await fetch(input, init)).body?.cancel();
    throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
  };
}
