// Controls, and characters that reorder or hide what a reader sees; halves of pairs, which are no characters.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
const BEYOND_16_BITS = /[\u{10000}-\u{10FFFF}]/gu;

/**
 * Makes text from outside one line that shows what it says: no line ends, controls, or marks that change the direction.
 *
 * @example
 * ```ts source="./one-line.examples.ts#oneLine_message"
 * const title = oneLine(message); // "Health check failed: timeout" from "Health check failed:\n\ttimeout"
 * ```
 * @see https://trojansource.codes
 */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(INVISIBLE, "").replace(/ {2,}/g, " ").trim();
}

/** Makes one line of characters that the description of a status may have: GitHub refuses those of four bytes. */
export function statusLine(text: string): string {
  return oneLine(text).replace(BEYOND_16_BITS, "\uFFFD");
}
