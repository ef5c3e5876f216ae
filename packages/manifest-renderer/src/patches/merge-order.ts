/** An item of a list that merges. */
export interface ListItem<Value> {
  /** The item. */
  readonly value: Value;
  /** Its place in the list of the object, undefined when the patch adds it. */
  readonly index: number | undefined;
}

/**
 * Puts the items that a patch touches, in the order of the patch, between those that it leaves alone.
 *
 * An item that is patched keeps its place among the others, and one that is added comes first, as `kubectl patch` does
 * it. kustomize moves the patched ones to the front, where an init container or a variable that another one refers to
 * would change its meaning.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/patch.go (mergeSortedSlice)
 */
export function inMergedOrder<Value>(
  untouched: readonly ListItem<Value>[],
  touched: readonly ListItem<Value>[],
): readonly Value[] {
  const merged: Value[] = [];
  let next = 0;
  for (const { value, index } of touched) {
    for (let left = untouched[next]; index !== undefined && left !== undefined; left = untouched[next]) {
      if ((left.index ?? 0) > index) break;
      merged.push(left.value);
      next += 1;
    }
    merged.push(value);
  }
  return [...merged, ...untouched.slice(next).map(({ value }) => value)];
}
