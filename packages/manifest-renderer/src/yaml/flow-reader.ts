import type { JsonObject, JsonValue } from "../json.ts";
import { setKey } from "../json.ts";
import { endOfQuoted, readQuoted } from "./quoted-scalar.ts";
import { DOUBT, isSimpleKey, readSimpleScalar } from "./simple-scalar.ts";

const PLAIN = /[\w./+=-]+/y;

/** What a flow collection is read with. */
export interface FlowOptions {
  /** Refuses numbers that would lose their look. */
  readonly exactNumbers: boolean | undefined;
  /** Levels that it may still nest. */
  readonly levels: number;
  /** Replaces the text of a string. */
  readonly string: (text: string) => JsonValue;
  /** Replaces the text of a key. */
  readonly key: (text: string) => string;
  /** Counts one more value. */
  readonly count: () => void;
}

/**
 * Reads a flow collection on one line, `[get, "list"]` or `{name: a}`, with nothing behind it.
 *
 * It knows the ordinary cases only; everything else is a doubt, and left to the thorough reader.
 */
export function readFlow(source: string, options: FlowOptions): JsonValue | typeof DOUBT {
  const reader = new FlowReader(source, options);
  const value = reader.read(0);
  return reader.isAtEnd() ? value : DOUBT;
}

class FlowReader {
  readonly #source: string;
  readonly #options: FlowOptions;
  #at = 0;

  constructor(source: string, options: FlowOptions) {
    this.#source = source;
    this.#options = options;
  }

  isAtEnd(): boolean {
    return this.#at === this.#source.length;
  }

  read(depth: number): JsonValue | typeof DOUBT {
    this.#options.count();
    if (depth > this.#options.levels) return DOUBT;
    const first = this.#source[this.#at];
    if (first === "[") return this.#readList(depth);
    if (first === "{") return this.#readMap(depth);
    if (first === '"' || first === "'") {
      const text = this.#quoted();
      return text === undefined ? DOUBT : this.#options.string(text);
    }
    const text = this.#plain();
    if (text === undefined || text === "-") return DOUBT;
    const value = readSimpleScalar(text, this.#options.exactNumbers);
    return typeof value === "string" ? this.#options.string(value) : value;
  }

  #readList(depth: number): readonly JsonValue[] | typeof DOUBT {
    const list: JsonValue[] = [];
    this.#skip();
    if (this.#take("]")) return list;
    for (;;) {
      const value = this.read(depth + 1);
      if (value === DOUBT) return DOUBT;
      list.push(value);
      this.#blanks();
      if (this.#take("]")) return list;
      if (!this.#take(",")) return DOUBT;
      this.#blanks();
    }
  }

  #readMap(depth: number): JsonObject | typeof DOUBT {
    const map: Record<string, JsonValue> = {};
    this.#skip();
    if (this.#take("}")) return map;
    for (;;) {
      const key = this.#readKey();
      if (key === undefined || Object.hasOwn(map, key)) return DOUBT;
      const value = this.read(depth + 1);
      if (value === DOUBT) return DOUBT;
      setKey(map, key, value);
      this.#blanks();
      if (this.#take("}")) return map;
      if (!this.#take(",")) return DOUBT;
      this.#blanks();
    }
  }

  #readKey(): string | undefined {
    const first = this.#source[this.#at];
    const isQuoted = first === '"' || first === "'";
    const text = isQuoted ? this.#quoted() : this.#plain();
    if (text === undefined || text === "<<" || (!isQuoted && !isSimpleKey(text))) return undefined;
    // Without a blank behind it, the colon could be a part of the value.
    if (!this.#take(":") || !this.#take(" ")) return undefined;
    this.#blanks();
    return this.#options.key(text);
  }

  #quoted(): string | undefined {
    const end = endOfQuoted(this.#source, this.#at);
    if (end < 0) return undefined;
    const text = readQuoted(this.#source.slice(this.#at, end));
    this.#at = end;
    return text;
  }

  #plain(): string | undefined {
    PLAIN.lastIndex = this.#at;
    const [text] = PLAIN.exec(this.#source) ?? [];
    this.#at += text?.length ?? 0;
    return text;
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** Passes the bracket and the blanks behind it. */
  #skip(): void {
    this.#at += 1;
    this.#blanks();
  }

  #blanks(): void {
    while (this.#source[this.#at] === " ") this.#at += 1;
  }
}
