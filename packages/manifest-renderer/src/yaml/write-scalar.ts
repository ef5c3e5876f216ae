const PLAIN = /^[A-Za-z_/][\w/.\-+@=,;()$]*(?:[ :][\w/.\-+@=,;()$]+)*$/;
// An exponent without digits before it is a number to some readers of YAML 1.1.
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|e[-+]?\d+)$/i;
const NOT_IN_LITERAL = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const LEADING_BLANK = /^[ \n]/;
const TRAILING_BLANK = / (?:\n|$)/;
const ESCAPED = /[\u2028\u2029\ufeff]/g;
const PRINTABLE_ASCII = /^[ -~]*$/;
const UNWRITABLE = /[\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

/** Finds the first character of a text that kustomize changes or breaks on, even when it is escaped. */
export function unwritableCharacter(text: string): string | undefined {
  if (PRINTABLE_ASCII.test(text)) return undefined;
  const codePoint = UNWRITABLE.exec(text)?.[0].codePointAt(0);
  return codePoint === undefined ? undefined : `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Writes a string on one line.
 *
 * It stays without quotes only where YAML 1.1, YAML 1.2 and go-yaml provably take it for the same string.
 */
export function writeString(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  // JSON's escapes are YAML's; they leave three characters alone that YAML takes for line ends or a byte order mark.
  return JSON.stringify(text).replace(ESCAPED, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Writes a text of several lines as a literal block; gives undefined where white space could get lost. */
export function writeLiteral(text: string, indent: string): string | undefined {
  if (!text.includes("\n")) return undefined;
  if (LEADING_BLANK.test(text) || TRAILING_BLANK.test(text) || NOT_IN_LITERAL.test(text)) return undefined;
  const body = text.replace(/\n+$/, "");
  const ends = text.length - body.length;
  const header = ends === 0 ? "|-" : ends === 1 ? "|" : "|+";
  const lines = ends > 1 ? text.slice(0, -1) : body;
  return `${header}\n${lines.replace(/^(?!$)/gm, indent)}`;
}
