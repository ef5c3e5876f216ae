/** A piece of the summary that is shown as a whole, or not at all. */
export interface Block {
  /** Markdown with a line end. */
  readonly text: string;
  /** How many objects it shows: 1, or 0 for a line about several. */
  readonly objects: number;
}
