const numbers = new WeakMap<object, number>();
let last = 0;

/** Gives each object a number of its own, for keys of a cache in memory. */
export function identityOf(object: object): number {
  const known = numbers.get(object) ?? ++last;
  numbers.set(object, known);
  return known;
}
