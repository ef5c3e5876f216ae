const TAB = 9;
const LINE_END = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;
const DOT = 46;

/**
 * Walks over the lines of a document that hold more than blanks and comments.
 *
 * Whoever meets something that the fast reader does not know gives up. The cursor then stands at the end, so that every
 * loop over lines ends by itself.
 */
export class LineCursor {
  /** The document. */
  readonly text: string;
  /** Column of what is read next; -1 behind the last line. */
  indent = -1;
  /** Offset of what is read next. */
  at = 0;
  /** Offset of the line end. */
  end = 0;
  /** Whether the document needs the other reader. */
  gaveUp = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether all lines were read. */
  get done(): boolean {
    return this.indent < 0;
  }

  /** Goes to the first line at or behind an offset that holds something. */
  startAt(offset: number): void {
    const { text } = this;
    let start = offset;
    while (start < text.length) {
      let at = start;
      let code = text.charCodeAt(at);
      while (code === SPACE) code = text.charCodeAt(++at);
      if (code !== LINE_END && at < text.length) {
        const end = lineEnd(text, at);
        if (code === TAB || (at === start && isMarker(text, at, code))) {
          this.giveUp();
          return;
        }
        if (code !== HASH) {
          this.indent = at - start;
          this.at = at;
          this.end = end;
          return;
        }
        at = end;
      }
      start = at + 1;
    }
    this.indent = -1;
  }

  /** Goes to the next line that holds something. */
  advance(): void {
    if (!this.gaveUp) this.startAt(this.end + 1);
  }

  /** Goes on within the line, where the first thing of a list item starts a column of its own. */
  moveTo(offset: number): void {
    this.indent += offset - this.at;
    this.at = offset;
  }

  /** Leaves the document to the other reader. */
  giveUp(): void {
    this.gaveUp = true;
    this.indent = -1;
  }
}

/** Tells whether a line starts with the mark that starts or ends a document. */
function isMarker(text: string, offset: number, code: number): boolean {
  return (code === DASH && text.startsWith("---", offset)) || (code === DOT && text.startsWith("...", offset));
}

/** Offset of the end of the line that an offset lies in. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** Offset of the first character behind blanks. */
export function skipSpaces(text: string, offset: number, end: number): number {
  let at = offset;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Tells whether the rest of a line holds nothing but blanks and a comment that is set off by one. */
export function isBlankRest(text: string, offset: number, end: number): boolean {
  const at = skipSpaces(text, offset, end);
  return at === end || (text.charCodeAt(at) === HASH && at > offset);
}
