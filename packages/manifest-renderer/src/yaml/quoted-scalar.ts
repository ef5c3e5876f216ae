/** A text in double quotes whose escapes JSON and YAML take alike, and go-yaml takes as well. */
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\["\\bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*"$/;
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;

/** Reads a quoted text that stands on one line with nothing behind it; undefined for anything else. */
export function readQuoted(source: string): string | undefined {
  if (source.startsWith("'")) {
    return SINGLE_QUOTED.test(source) ? source.slice(1, -1).replaceAll("''", "'") : undefined;
  }
  if (!DOUBLE_QUOTED.test(source)) return undefined;
  return source.includes("\\") ? (JSON.parse(source) as string) : source.slice(1, -1);
}

/** Finds the end of a quoted text, right behind its closing quote; -1 when it does not end on this line. */
export function endOfQuoted(source: string, start: number): number {
  const quote = source[start] ?? "";
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\" && quote === '"') at++;
    else if (source[at] === quote) {
      if (quote === "'" && source[at + 1] === "'") at++;
      else return at + 1;
    }
  }
  return -1;
}
