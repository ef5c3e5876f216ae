/**
 * Takes whole blocks as long as they, and the note about those left out, have room.
 *
 * @returns the text, of at most `maxChars` UTF-16 units; empty when not even head and note have room, or there is no block.
 */
export function takeBlocks(options: {
  /** What stands before the first block. */
  readonly head: string;
  /** What is shown as a whole or not at all. */
  readonly blocks: readonly string[];
  /** Stands between two blocks. Default: a line end. */
  readonly separator?: string;
  /** Says how many blocks are left out, as one more block. */
  readonly note: (left: number) => string;
  /** Most UTF-16 units. */
  readonly maxChars: number;
}): string {
  const { head, blocks, separator = "\n", note, maxChars } = options;
  if (blocks.length === 0) return "";
  const noteOf = (left: number): string => (left === 0 ? "" : `${separator}${note(left)}`);
  let text = head;
  let taken = 0;
  for (const block of blocks) {
    const next = taken === 0 ? `${head}${block}` : `${text}${separator}${block}`;
    if (next.length + noteOf(blocks.length - taken - 1).length > maxChars) break;
    text = next;
    taken += 1;
  }
  if (taken > 0) return `${text}${noteOf(blocks.length - taken)}`;
  const nothing = `${head}${note(blocks.length)}`;
  return nothing.length <= maxChars ? nothing : "";
}

/** Says that a list goes on. */
export function andMore(left: number): string {
  return `- and ${left} more`;
}
