const PLAIN = /^[A-Za-z_/][\w/.\-+@=,;()$]*(?:[ :][\w/.\-+@=,;()$]+)*$/;
// An exponent without digits before it is a number to some readers of YAML 1.1.
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|e[-+]?\d+)$/i;
const NOT_IN_LITERAL = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const LINE_STARTS = /^(?!$)/gm;
const ESCAPED = /[\u2028\u2029\ufeff]/g;
const UNWRITABLE = /[\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

/** Finds the first character of a text that kustomize changes or breaks on, even when it is escaped. */
export function unwritableCharacter(text: string): string | undefined {
  const codePoint = UNWRITABLE.exec(text)?.[0].codePointAt(0);
  return codePoint === undefined ? undefined : `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Tells whether YAML 1.1, YAML 1.2 and go-yaml provably take a text without quotes for the same string. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !RESERVED.test(text);
}

/** Writes a string between quotes on one line. */
export function writeQuoted(text: string): string {
  // JSON's escapes are YAML's; they leave three characters alone that YAML takes for line ends or a byte order mark.
  return JSON.stringify(text).replace(ESCAPED, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Writes a text of several lines as a literal block; gives undefined where white space could get lost. */
export function writeLiteral(text: string, indent: string): string | undefined {
  if (!text.includes("\n") || isFragile(text)) return undefined;
  let end = text.length;
  while (text.charAt(end - 1) === "\n") end--;
  const ends = text.length - end;
  const header = ends === 0 ? "|-" : ends === 1 ? "|" : "|+";
  const lines = text.slice(0, ends > 1 ? -1 : end);
  // The native replacement is faster, but it would indent empty lines, too.
  const indented = /\n(?:\n|$)/.test(lines)
    ? lines.replace(LINE_STARTS, indent)
    : indent + lines.replaceAll("\n", `\n${indent}`);
  return `${header}\n${indented}`;
}

/** Tells whether a text starts with a blank, has one at the end of a line, or has characters that a block cannot carry. */
function isFragile(text: string): boolean {
  const first = text.charAt(0);
  if (first === " " || first === "\n" || text.includes(" \n") || text.endsWith(" ")) return true;
  return NOT_IN_LITERAL.test(text);
}
