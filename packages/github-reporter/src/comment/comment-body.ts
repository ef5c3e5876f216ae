import type { Comment } from "./comment.ts";

// renovatebot/renovate#2032; counted in UTF-16 units here, which are never fewer than characters.
const LONGEST_BODY = 65_536;
const PART = /^(?!.*--)[A-Za-z0-9._/-]+$/;

/**
 * Writes the line by which a comment is found again. Readers do not see it.
 *
 * @throws RangeError for a name or key that could end the line early.
 */
export function markerOf({ name, key }: Pick<Comment, "name" | "key">): string {
  for (const part of [name, key]) {
    if (!PART.test(part)) {
      throw new RangeError(`"${part}" cannot mark a comment: use letters, digits, ".", "_", "/" and single "-".`);
    }
  }
  return `<!-- ${name}:${key} -->`;
}

/** Writes the whole text of a comment: the marker, then as much of the body as GitHub takes. */
export function commentBody(comment: Comment): string {
  const head = `${markerOf(comment)}\n`;
  return head + cutMarkdown(comment.body, LONGEST_BODY - head.length);
}

/** Tells whether GitHub shows a body already; it may have changed line ends and dropped blanks at the end. */
export function isShown(shown: string | undefined, body: string): boolean {
  return normalize(shown ?? "") === normalize(body);
}

/**
 * Cuts Markdown at the end of a line, closes what is open there, and says so.
 *
 * A line that fills most of the length is cut between characters.
 */
export function cutMarkdown(text: string, length: number): string {
  if (text.length <= length) return text;
  const note = `\n\nCut here: the whole text has ${text.length} characters.`;
  for (let room = length - note.length; ;) {
    const kept = atLineEnd(text.slice(0, Math.max(0, room)));
    const closing = closingOf(kept);
    const cut = kept + closing + note;
    if (cut.length <= length) return cut;
    room -= cut.length - length;
  }
}

function atLineEnd(text: string): string {
  const end = text.lastIndexOf("\n");
  // Before a line that fills most of it, almost nothing would be left.
  const isWorthIt = end > text.length / 2;
  // A pair of surrogates is one character, and half of one is none.
  return isWorthIt ? text.slice(0, end) : text.replace(/[\uD800-\uDBFF]$/, "");
}

/** Ends the code block, the HTML comment and the details that are open at the end of a text. */
function closingOf(text: string): string {
  let fence: string | undefined;
  let details = 0;
  for (const line of text.split("\n")) {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = marks;
      details += (line.match(/<details\b/gi) ?? []).length - (line.match(/<\/details>/gi) ?? []).length;
    } else if (marks?.startsWith(fence) === true && line.trim() === marks) fence = undefined;
  }
  const isInComment = fence === undefined && text.lastIndexOf("<!--") > text.lastIndexOf("-->");
  return [
    fence === undefined ? "" : `\n${fence}`,
    isInComment ? "\n-->" : "",
    "\n</details>".repeat(Math.max(0, details)),
  ].join("");
}

function normalize(body: string): string {
  return body.replaceAll("\r\n", "\n").trimEnd();
}
