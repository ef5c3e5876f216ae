import type { JsonValue } from "../json.ts";
import { isQuote, keyEnd, quotedKeyEnd, readKey } from "./block-key.ts";
import { quotedEnd, readPlain, readQuoted, startsPlain } from "./inline-scalar.ts";
import type { Container, TextSubstitution } from "./text-substitution.ts";

const TAB = 9;
const LINE_END = 10;
const SPACE = 32;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
const WORD = /^[\w./-]+$/;
const NOT_PLAIN = /[[{#&*!|>'"%@`?\t\n]|^(?:-$|---|\.\.\.)/;

/** What the reader holds to. */
interface FlowOptions {
  readonly exactNumbers: boolean;
  readonly maxDepth: number;
}

/**
 * Reads maps in braces and lists in brackets, as people write them on one line, and JSON.
 *
 * Like the block reader, it gives undefined for everything that is not plainly of that kind.
 */
export class FlowReader {
  /** Offset behind what was read last. */
  end = 0;
  /** Values that were read. */
  values = 0;

  readonly #texts: TextSubstitution;
  readonly #options: FlowOptions;
  #text = "";
  #limit = 0;

  constructor(texts: TextSubstitution, options: FlowOptions) {
    this.#texts = texts;
    this.#options = options;
  }

  /** Reads the collection that opens at an offset and closes before the limit. */
  read(text: string, offset: number, limit: number, depth: number): JsonValue | undefined {
    this.#text = text;
    this.#limit = limit;
    this.end = offset;
    return this.#readValue(depth);
  }

  #readValue(depth: number): JsonValue | undefined {
    this.values++;
    if (depth > this.#options.maxDepth) return undefined;
    const code = this.#text.charCodeAt(this.end);
    if (code === OPEN_LIST) return this.#readList(depth);
    if (code === OPEN_MAP) return this.#readMap(depth);
    if (isQuote(code)) return this.#readQuoted();
    return startsPlain(this.#text, this.end) ? this.#readPlain() : undefined;
  }

  #readList(depth: number): JsonValue | undefined {
    const list: JsonValue[] = [];
    while (this.#hasNext(list.length, CLOSE_LIST)) {
      if (!this.#readInto(list, list.length, depth + 1)) return undefined;
    }
    return this.#closed(CLOSE_LIST) ? list : undefined;
  }

  #readMap(depth: number): JsonValue | undefined {
    const map: Record<string, JsonValue> = {};
    for (let count = 0; this.#hasNext(count, CLOSE_MAP); count++) {
      const colon = this.#keyEnd();
      if (colon < 0) return undefined;
      const key = readKey(this.#text, this.end, colon);
      if (key === undefined || Object.hasOwn(map, key) || this.#texts.isAffected(key)) return undefined;
      this.end = colon + 1;
      while (this.#text.charCodeAt(this.end) === SPACE) this.end++;
      if (!this.#readInto(map, key, depth + 1)) return undefined;
    }
    return this.#closed(CLOSE_MAP) ? map : undefined;
  }

  #keyEnd(): number {
    // JSON has no blank behind the colon; without quotes, it would belong to the key.
    if (isQuote(this.#text.charCodeAt(this.end))) return quotedKeyEnd(this.#text, this.end, this.#limit);
    const colon = keyEnd(this.#text, this.end, this.#limit);
    return colon >= 0 && WORD.test(this.#text.slice(this.end, colon)) ? colon : -1;
  }

  #readInto(container: Container, key: string | number, depth: number): boolean {
    const start = this.end;
    const value = this.#readValue(depth);
    if (value === undefined) return false;
    (container as Record<string | number, JsonValue>)[key] = value;
    if (typeof value === "string") this.#texts.note(value, start, container, key);
    return true;
  }

  /** Goes to the next item; there is none at the closing bracket, nor where no comma follows the last one. */
  #hasNext(count: number, close: number): boolean {
    if (count === 0) this.end++;
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.end);
    if (this.end >= this.#limit || code === close) return false;
    if (count === 0) return true;
    if (code !== COMMA) return false;
    this.end++;
    this.#skipBlanks();
    return true;
  }

  #closed(close: number): boolean {
    return this.end < this.#limit && this.#text.charCodeAt(this.end++) === close;
  }

  #readQuoted(): string | undefined {
    const start = this.end;
    const close = quotedEnd(this.#text, start, this.#limit);
    if (close < 0) return undefined;
    this.end = close + 1;
    return readQuoted(this.#text, start, close);
  }

  #readPlain(): JsonValue | undefined {
    const start = this.end;
    let at = start;
    let last = start;
    for (; at < this.#limit; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP || code === LINE_END) break;
      if (code === COLON && this.#endsKey(at + 1)) return undefined;
      if (code !== SPACE) last = at + 1;
    }
    this.end = at;
    const source = this.#text.slice(start, last);
    return NOT_PLAIN.test(source) ? undefined : readPlain(source, this.#options.exactNumbers);
  }

  #endsKey(offset: number): boolean {
    return offset >= this.#limit || " \t\n,[]{}".includes(this.#text.charAt(offset));
  }

  #skipBlanks(): void {
    while (this.end < this.#limit) {
      const code = this.#text.charCodeAt(this.end);
      if (code !== SPACE && code !== LINE_END && code !== TAB) return;
      this.end++;
    }
  }
}
