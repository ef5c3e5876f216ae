import type { LineCursor } from "./line-cursor.ts";
import { lineEnd } from "./line-cursor.ts";

const TAB = 9;
const LINE_END = 10;
const SPACE = 32;
const HASH = 35;
const HEADER = /^\|([-+]?) *$/;

/**
 * Reads a literal block (`|`, `|-`, `|+`) and goes to the line behind it.
 *
 * It gives undefined where blanks decide: an indentation that is written down, lines of blanks that are longer than the
 * indentation, a text that starts with an empty line, and one that does not end with its line.
 */
export function readLiteral(cursor: LineCursor, parentIndent: number): string | undefined {
  const { text } = cursor;
  const header = HEADER.exec(text.slice(cursor.at, cursor.end));
  const lines: string[] = [];
  let start = cursor.end + 1;
  let indent = -1;
  let empty = 0;
  let behind: number | undefined;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (code === LINE_END) {
      if (indent < 0 || at - start > indent) return undefined;
      empty++;
      start = at + 1;
      continue;
    }
    if (at - start <= parentIndent) {
      behind = code;
      break;
    }
    if (indent < 0) {
      indent = at - start;
      if (code === TAB) return undefined;
    }
    if (at - start < indent) return undefined;
    for (; empty > 0; empty--) lines.push("");
    const end = lineEnd(text, at);
    if (end === text.length) return undefined;
    lines.push(text.slice(start + indent, end));
    start = end + 1;
  }
  const chomping = header?.[1];
  if (chomping === undefined || lines.length === 0 || (chomping === "+" && behind === HASH)) return undefined;
  cursor.startAt(start);
  const body = lines.join("\n");
  return chomping === "-" ? body : body + "\n".repeat(chomping === "+" ? empty + 1 : 1);
}
