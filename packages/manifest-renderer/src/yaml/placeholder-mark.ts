/**
 * What every syntax of a placeholder has in it.
 *
 * A text without it is not offered for substitution, so that the many texts without a placeholder cost nothing.
 */
const PLACEHOLDER_MARK = /[$#]|__/;

/** Tells whether a text may hold a placeholder. */
export function mayHoldPlaceholder(text: string): boolean {
  return PLACEHOLDER_MARK.test(text);
}
