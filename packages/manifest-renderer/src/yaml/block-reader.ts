import type { JsonValue } from "../json.ts";
import { formatScalar, setKey } from "../json.ts";
import { readFlow } from "./flow-reader.ts";
import type { DocumentText } from "./place.ts";
import { createLineLookup } from "./place.ts";
import { endOfQuoted, readQuoted } from "./quoted-scalar.ts";
import { DOUBT, isSimpleKey, readSimpleScalar } from "./simple-scalar.ts";
import type { ScalarOptions } from "./tree-reader.ts";

const BLANK = 32;
const HASH = 35;
const DASH = 45;
const COLON = 58;
const MAX_KEY_LENGTH = 1024;
/** Characters that may begin a scalar without quotes, and mean nothing else. */
const PLAIN_START = /^(?:[\w/.$(+\\^]|[^ -~]|-[^ ])/;

/**
 * Reads the YAML that manifests are mostly made of: block maps and lists, scalars on one line, literal blocks.
 *
 * It reads what the thorough reader would read, ten times as fast, or gives {@link DOUBT}: at an anchor, a tag, a scalar of
 * several lines, a tab, a duplicate key, a word that another reader takes for a boolean, and
 * at every mistake, because only the thorough reader finds words for it.
 */
export function readBlock(document: DocumentText, options: ScalarOptions): JsonValue | typeof DOUBT {
  if (document.text.includes("\t")) return DOUBT;
  return new BlockReader(document, options).read();
}

class BlockReader {
  readonly #text: string;
  readonly #options: ScalarOptions;
  readonly #lineAt: (offset: number) => number;
  /** Start of the line behind the current one. */
  #next = 0;
  /** Offset of the current line, or of the part of it that is not read yet. */
  #at = 0;
  /** What is left of the current line, without the blanks at its ends. */
  #line = "";
  /** Column of that; -1 behind the last line. */
  #indent = 0;
  #values = 0;
  #doubtful = false;

  constructor(document: DocumentText, options: ScalarOptions) {
    this.#text = document.text;
    this.#options = options;
    this.#lineAt = createLineLookup(document);
  }

  read(): JsonValue | typeof DOUBT {
    this.#advance();
    if (this.#indent < 0) return null;
    const value = this.#readCollection(0);
    return this.#doubtful || this.#indent >= 0 ? DOUBT : value;
  }

  /** Goes to the next line that is neither empty nor a comment. */
  #advance(): void {
    const text = this.#text;
    for (;;) {
      let at = this.#next;
      if (at >= text.length) {
        this.#indent = -1;
        return;
      }
      const newline = text.indexOf("\n", at);
      let end = newline < 0 ? text.length : newline;
      this.#next = end + 1;
      const start = at;
      while (at < end && text.charCodeAt(at) === BLANK) at++;
      if (at === end || text.charCodeAt(at) === HASH) continue;
      while (text.charCodeAt(end - 1) === BLANK) end--;
      this.#at = at;
      this.#indent = at - start;
      this.#line = text.slice(at, end);
      return;
    }
  }

  #doubt(): null {
    this.#doubtful = true;
    return null;
  }

  #readCollection(depth: number): JsonValue {
    if (depth >= this.#options.limits.maxDepth) return this.#doubt();
    this.#count();
    return isItem(this.#line) ? this.#readList(depth) : this.#readMap(depth);
  }

  #readList(depth: number): JsonValue {
    const indent = this.#indent;
    const list: JsonValue[] = [];
    while (this.#indent === indent && isItem(this.#line) && !this.#doubtful) {
      let start = 1;
      while (this.#line.charCodeAt(start) === BLANK) start++;
      if (isEnd(this.#line, start)) {
        this.#advance();
        list.push(this.#indent > indent ? this.#readCollection(depth + 1) : this.#null());
        continue;
      }
      const rest = this.#line.slice(start);
      if (isItem(rest) || this.#keyEnd(rest) > 0) {
        this.#indent = indent + start;
        this.#at += start;
        this.#line = rest;
        list.push(this.#readCollection(depth + 1));
      } else list.push(this.#readValue(rest, indent, depth + 1));
    }
    return this.#indent > indent ? this.#doubt() : list;
  }

  #readMap(depth: number): JsonValue {
    const indent = this.#indent;
    const map: Record<string, JsonValue> = {};
    while (this.#indent === indent && !this.#doubtful) {
      const line = this.#line;
      const end = this.#keyEnd(line);
      const key = end > 0 ? this.#readKey(line.slice(0, end)) : undefined;
      if (key === undefined || Object.hasOwn(map, key)) return this.#doubt();
      let start = end + 1;
      while (line.charCodeAt(start) === BLANK) start++;
      if (!isEnd(line, start)) {
        setKey(map, key, this.#readValue(line.slice(start), indent, depth + 1));
        continue;
      }
      this.#advance();
      const isBelow = this.#indent > indent || (this.#indent === indent && isItem(this.#line));
      setKey(map, key, isBelow ? this.#readCollection(depth + 1) : this.#null());
    }
    return this.#indent > indent ? this.#doubt() : map;
  }

  /** Finds the colon behind a key; 0 when the line begins with none. */
  #keyEnd(line: string): number {
    const first = line[0];
    if (first === "{" || first === "[") return 0;
    if (first === '"' || first === "'") {
      const end = endOfQuoted(line, 0);
      return end > 0 && isKeyColon(line, end) ? end : 0;
    }
    let end = line.indexOf(":");
    while (end > 0 && !isKeyColon(line, end)) end = line.indexOf(":", end + 1);
    return Math.max(end, 0);
  }

  #readKey(source: string): string | undefined {
    const isQuoted = source.startsWith('"') || source.startsWith("'");
    const text = isQuoted ? readQuoted(source) : isSimpleKey(source) ? source : undefined;
    if (text === undefined || text === "<<" || source.length >= MAX_KEY_LENGTH) return undefined;
    return formatScalar(this.#replace(text));
  }

  /** Reads the value that is left of a line; what follows must not belong to it. */
  #readValue(source: string, indent: number, depth: number): JsonValue {
    if (depth > this.#options.limits.maxDepth) return this.#doubt();
    if (source.startsWith("|")) return this.#readLiteral(source, indent);
    const value = this.#readInline(withoutComment(source), depth);
    this.#advance();
    return this.#indent > indent ? this.#doubt() : value;
  }

  #readInline(source: string, depth: number): JsonValue {
    const first = source[0];
    if (first === '"' || first === "'") {
      const text = readQuoted(source);
      return text === undefined ? this.#doubt() : this.#string(text);
    }
    if (first === "{" || first === "[") return this.#readFlow(source, depth);
    // A colon would begin something else.
    const isPlain = PLAIN_START.test(source) && !source.includes(": ") && !source.endsWith(":");
    if (!isPlain) return this.#doubt();
    const value = readSimpleScalar(source, this.#options.exactNumbers);
    if (value === DOUBT) return this.#doubt();
    if (typeof value === "string") return this.#string(value);
    this.#count();
    return value;
  }

  #readFlow(source: string, depth: number): JsonValue {
    const value = readFlow(source, {
      exactNumbers: this.#options.exactNumbers,
      levels: this.#options.limits.maxDepth - depth,
      string: (text) => this.#replace(text),
      key: (text) => formatScalar(this.#replace(text)),
      count: () => {
        this.#count();
      },
    });
    return value === DOUBT ? this.#doubt() : value;
  }

  #readLiteral(header: string, indent: number): JsonValue {
    if (header !== "|" && header !== "|-") return this.#doubt();
    const text = this.#text;
    const lines: string[] = [];
    let column = -1;
    let filled = 0;
    while (this.#next < text.length) {
      const start = this.#next;
      const end = text.indexOf("\n", start);
      // Readers differ on a last line that does not end.
      if (end < 0) return this.#doubt();
      let at = start;
      while (at < end && text.charCodeAt(at) === BLANK) at++;
      if (at === end) {
        if (column < 0 || at - start > column) return this.#doubt();
        lines.push("");
      } else if (at - start <= indent) break;
      else if (column < 0 || at - start >= column) {
        if (column < 0) column = at - start;
        lines.push(text.slice(start + column, end));
        filled = lines.length;
      } else return this.#doubt();
      this.#next = end + 1;
    }
    if (filled === 0) return this.#doubt();
    lines.length = filled;
    const value = this.#string(`${lines.join("\n")}${header === "|" ? "\n" : ""}`);
    this.#advance();
    return this.#indent > indent ? this.#doubt() : value;
  }

  #string(text: string): JsonValue {
    this.#count();
    return this.#replace(text);
  }

  #replace(text: string): JsonValue {
    const { substitute } = this.#options;
    if (substitute === undefined) return text;
    const at = this.#at;
    return substitute(text, () => this.#lineAt(at));
  }

  #null(): null {
    this.#count();
    return null;
  }

  #count(): void {
    this.#values += 1;
    if (this.#values > this.#options.limits.maxValues) this.#doubtful = true;
  }
}

/** Tells whether nothing but a comment is left of a line. */
function isEnd(line: string, at: number): boolean {
  return at >= line.length || line.charCodeAt(at) === HASH;
}

/** Takes the comment off that stands behind a value on the same line. */
function withoutComment(source: string): string {
  if (!source.includes(" #")) return source;
  const isQuoted = source.startsWith('"') || source.startsWith("'");
  const end = isQuoted ? endOfQuoted(source, 0) : 0;
  const comment = source.indexOf(" #", end);
  // Behind the quotes of a text, only blanks may stand before its comment.
  const isComment = end >= 0 && comment >= 0 && (!isQuoted || source.slice(end, comment).trim() === "");
  return isComment ? source.slice(0, comment).trimEnd() : source;
}

function isItem(line: string): boolean {
  return line.charCodeAt(0) === DASH && (line.length === 1 || line.charCodeAt(1) === BLANK);
}

function isKeyColon(line: string, at: number): boolean {
  return line.charCodeAt(at) === COLON && (at + 1 === line.length || line.charCodeAt(at + 1) === BLANK);
}
