/** An import of a Jsonnet file. */
export interface Import {
  /** `import` reads Jsonnet; the others read a file as text or as bytes. */
  readonly keyword: "import" | "importstr" | "importbin";
  /** Path as it is written; undefined when it is no literal text, which Jsonnet refuses. */
  readonly path: string | undefined;
  /** Line, counted from 1. */
  readonly line: number;
}

interface Token {
  readonly code: "word" | "text" | "other";
  readonly text: string;
  readonly at: number;
}

const KEYWORDS = new Set(["import", "importstr", "importbin"]);
const BLANK = /[ \t\r\n]+|\/\/[^\n]*|#[^\n]*|\/\*[^]*?(?:\*\/|$)/y;
const WORD = /[A-Za-z_]\w*/y;
/** The first line that holds something says how far the lines of the block are indented. */
const BLOCK_START = /\|\|\|-?[ \t\r]*\n/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/**
 * Lists the imports of a Jsonnet text, wherever they stand, but not in texts and comments.
 *
 * @see https://jsonnet.org/ref/spec.html#lexing
 */
export function findImports(source: string): readonly Import[] {
  const imports: Import[] = [];
  let keyword: Import["keyword"] | undefined;
  let at = 0;
  let line = 1;
  let counted = 0;
  for (const token of tokens(source)) {
    if (keyword !== undefined) {
      line += countLines(source, counted, at);
      counted = at;
      imports.push({ keyword, path: token.code === "text" ? token.text : undefined, line });
      keyword = undefined;
    }
    if (token.code === "word" && KEYWORDS.has(token.text)) {
      keyword = token.text as Import["keyword"];
      at = token.at;
    }
  }
  return imports;
}

function* tokens(source: string): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const blank = match(BLANK, source, at);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const start = at;
    const word = match(WORD, source, at);
    const text = word === undefined ? readText(source, at) : undefined;
    if (word !== undefined) {
      at += word.length;
      yield { code: "word", text: word, at: start };
    } else if (text !== undefined) {
      at = text.end;
      yield { code: "text", text: text.value, at: start };
    } else {
      yield { code: "other", text: source[at] ?? "", at: start };
      at += 1;
    }
  }
}

interface ReadText {
  readonly value: string;
  readonly end: number;
}

/** Reads a text at an offset; undefined when none begins there. A text without an end goes on to the end of the file. */
function readText(source: string, at: number): ReadText | undefined {
  const first = source[at];
  if (first === '"' || first === "'") return readQuoted(source, at, first);
  const quote = source[at + 1];
  if (first === "@" && (quote === '"' || quote === "'")) return readVerbatim(source, at + 1, quote);
  const header = match(BLOCK_START, source, at);
  return header === undefined ? undefined : readBlock(source, at + header.length);
}

function readQuoted(source: string, start: number, quote: string): ReadText {
  let value = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at] ?? "";
    if (character === quote) return { value, end: at + 1 };
    if (character !== "\\") value += character;
    else {
      at += 1;
      const escaped = source[at] ?? "";
      if (escaped === "u") {
        value += String.fromCharCode(Number.parseInt(source.slice(at + 1, at + 5), 16));
        at += 4;
      } else value += ESCAPES[escaped] ?? escaped;
    }
  }
  return { value, end: source.length };
}

function readVerbatim(source: string, start: number, quote: string): ReadText {
  let value = "";
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] !== quote) value += source[at] ?? "";
    else if (source[at + 1] === quote) {
      value += quote;
      at += 1;
    } else return { value, end: at + 1 };
  }
  return { value, end: source.length };
}

/** A block ends at the first line that is indented less than its first one; that line begins with `|||`. */
function readBlock(source: string, start: number): ReadText {
  // A line of white space is no empty line: jsonnet takes its length for the indentation.
  const indent = /^(?:\r?\n)*([ \t]+)/.exec(source.slice(start))?.[1] ?? "";
  const lines: string[] = [];
  let at = start;
  while (at < source.length) {
    const newline = source.indexOf("\n", at);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(at, end);
    const isBlank = line.replace("\r", "") === "";
    if (!isBlank && (indent === "" || !line.startsWith(indent))) {
      const closing = line.indexOf("|||");
      return { value: lines.join("\n"), end: closing < 0 ? end : at + closing + 3 };
    }
    lines.push(line.slice(indent.length));
    at = end + 1;
  }
  return { value: lines.join("\n"), end: source.length };
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function countLines(source: string, from: number, to: number): number {
  let lines = 0;
  for (let at = source.indexOf("\n", from); at >= 0 && at < to; at = source.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
