import type { JsonValue } from "../json.ts";
import { isQuote, keyEnd, readKey } from "./block-key.ts";
import { FlowReader } from "./flow-reader.ts";
import { plainEnd, quotedEnd, readPlain, readQuoted, startsPlain } from "./inline-scalar.ts";
import { isBlankRest, LineCursor, lineEnd, skipSpaces } from "./line-cursor.ts";
import { readLiteral } from "./literal-block.ts";
import type { DocumentText } from "./place.ts";
import type { Container } from "./text-substitution.ts";
import { TextSubstitution } from "./text-substitution.ts";
import type { ScalarOptions } from "./tree-reader.ts";

const SPACE = 32;
const HASH = 35;
const DASH = 45;
const OPEN_LIST = 91;
const PIPE = 124;
const OPEN_MAP = 123;
/** Deeper documents are left to the other reader, which does not recurse before it has counted. */
const MAX_RECURSION = 200;

/**
 * Reads the YAML that programs write and most people too: block maps and lists, scalars on one line, literal blocks,
 * small maps in braces, comments.
 *
 * It knows nothing about errors. Whatever is not plainly of that kind, it leaves to the other reader by giving
 * undefined; the tests hold both to the same answers. Nothing is substituted before the whole document was read.
 */
export function readBlockDocument(document: DocumentText, options: ScalarOptions): { value: JsonValue } | undefined {
  return new BlockReader(document, options).read();
}

class BlockReader {
  readonly #cursor: LineCursor;
  readonly #flow: FlowReader;
  readonly #texts: TextSubstitution;
  readonly #exactNumbers: boolean;
  readonly #maxDepth: number;
  readonly #maxValues: number;
  #values = 0;

  constructor(document: DocumentText, options: ScalarOptions) {
    this.#cursor = new LineCursor(document.text);
    this.#texts = new TextSubstitution(document, options.substitute);
    this.#exactNumbers = options.exactNumbers === true;
    this.#maxDepth = Math.min(options.limits.maxDepth, MAX_RECURSION);
    this.#maxValues = options.limits.maxValues;
    this.#flow = new FlowReader(this.#texts, { exactNumbers: this.#exactNumbers, maxDepth: this.#maxDepth });
  }

  read(): { value: JsonValue } | undefined {
    const cursor = this.#cursor;
    cursor.startAt(0);
    const value = cursor.done ? null : this.#readRoot();
    if (cursor.gaveUp || !cursor.done || this.#values + this.#flow.values > this.#maxValues) return undefined;
    this.#texts.apply();
    return { value };
  }

  #readRoot(): JsonValue {
    const cursor = this.#cursor;
    if (!isFlow(cursor.text.charCodeAt(cursor.at))) return this.#readNode(0);
    const value = this.#flow.read(cursor.text, cursor.at, cursor.text.length, 0);
    const end = lineEnd(cursor.text, this.#flow.end);
    if (value === undefined || !isBlankRest(cursor.text, this.#flow.end, end)) return this.#giveUp();
    cursor.startAt(end);
    return value;
  }

  /** Reads the map or the list that starts where the cursor is. */
  #readNode(depth: number): JsonValue {
    this.#values++;
    if (depth >= this.#maxDepth) return this.#giveUp();
    return this.#isItem() ? this.#readList(depth) : this.#readMap(depth);
  }

  #readMap(depth: number): JsonValue {
    const cursor = this.#cursor;
    const { text, indent } = cursor;
    const map: Record<string, JsonValue> = {};
    while (cursor.indent === indent) {
      const start = cursor.at;
      const colon = keyEnd(text, start, cursor.end);
      if (colon < 0) return this.#giveUp();
      const key = readKey(text, start, colon);
      if (key === undefined || Object.hasOwn(map, key) || this.#texts.isAffected(key)) return this.#giveUp();
      cursor.at = skipSpaces(text, colon + 1, cursor.end);
      const code = text.charCodeAt(cursor.at);
      if (cursor.at === cursor.end || (code === HASH && cursor.at > colon + 1)) {
        cursor.advance();
        if (cursor.indent > indent || (cursor.indent === indent && this.#isItem()))
          map[key] = this.#readNode(depth + 1);
        else map[key] = this.#readNothing();
      } else {
        map[key] = this.#readScalar(code, indent, depth + 1, map, key);
      }
    }
    if (cursor.indent > indent) this.#giveUp();
    return map;
  }

  #readList(depth: number): JsonValue {
    const cursor = this.#cursor;
    const { text, indent } = cursor;
    const list: JsonValue[] = [];
    while (cursor.indent === indent && this.#isItem()) {
      const dash = cursor.at;
      const at = skipSpaces(text, dash + 1, cursor.end);
      const code = text.charCodeAt(at);
      if (at === cursor.end || code === HASH) {
        cursor.advance();
        list.push(cursor.indent > indent ? this.#readNode(depth + 1) : this.#readNothing());
        continue;
      }
      cursor.moveTo(at);
      if (this.#isItem() || keyEnd(text, at, cursor.end) >= 0) list.push(this.#readNode(depth + 1));
      else list.push(this.#readScalar(code, indent, depth + 1, list, list.length));
    }
    if (cursor.indent > indent) this.#giveUp();
    return list;
  }

  #readNothing(): null {
    this.#values++;
    return null;
  }

  /** Reads what stands behind a colon or a dash, and goes to the next line. */
  #readScalar(code: number, indent: number, depth: number, container: Container, key: string | number): JsonValue {
    const cursor = this.#cursor;
    const start = cursor.at;
    const value = code === PIPE ? this.#readLiteral(indent) : this.#readInline(code, depth);
    if (value === undefined || cursor.gaveUp) return this.#giveUp();
    if (typeof value === "string") this.#texts.note(value, start, container, key);
    if (code !== PIPE) cursor.advance();
    // A line that is indented further would go on with the scalar.
    return cursor.indent > indent ? this.#giveUp() : value;
  }

  #readLiteral(indent: number): string | undefined {
    this.#values++;
    return readLiteral(this.#cursor, indent);
  }

  #readInline(code: number, depth: number): JsonValue | undefined {
    const { text, at, end } = this.#cursor;
    if (isFlow(code)) {
      const value = this.#flow.read(text, at, end, depth);
      return isBlankRest(text, this.#flow.end, end) ? value : undefined;
    }
    this.#values++;
    if (isQuote(code)) {
      const close = quotedEnd(text, at, end);
      return close > 0 && isBlankRest(text, close + 1, end) ? readQuoted(text, at, close) : undefined;
    }
    if (!startsPlain(text, at)) return undefined;
    const last = plainEnd(text, at, end);
    return last < 0 ? undefined : readPlain(text.slice(at, last), this.#exactNumbers);
  }

  /** A dash that is set off starts an item. */
  #isItem(): boolean {
    const { text, at, end } = this.#cursor;
    return text.charCodeAt(at) === DASH && (at + 1 === end || text.charCodeAt(at + 1) === SPACE);
  }

  #giveUp(): null {
    this.#cursor.giveUp();
    return null;
  }
}

function isFlow(code: number): boolean {
  return code === OPEN_MAP || code === OPEN_LIST;
}
