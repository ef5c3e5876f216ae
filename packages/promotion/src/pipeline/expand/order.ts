/**
 * Orders names so that each comes after those that it needs, otherwise as written.
 *
 * Needed names that are not among them are passed over; they are a problem of their own.
 *
 * @returns the order, and the names that wait for each other when there is a cycle.
 * @internal
 */
export function inOrder(
  names: readonly string[],
  needs: (name: string) => readonly string[],
): { readonly order: readonly string[]; readonly cycle: readonly string[] } {
  const known = new Set(names);
  const done = new Set<string>();
  let waiting = names;
  while (waiting.length > 0) {
    const isReady = (name: string): boolean => needs(name).every((needed) => !known.has(needed) || done.has(needed));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) return { order: [...done], cycle: waiting };
    for (const name of ready) done.add(name);
    waiting = waiting.filter((name) => !done.has(name));
  }
  return { order: [...done], cycle: [] };
}
