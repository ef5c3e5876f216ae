import { LimitExceededError, ResourceUnwritableError } from "../errors.ts";
import { formatFieldPath } from "../field-path.ts";
import type { Limits } from "../limits.ts";
import { sortedKeys } from "./sorted-keys.ts";
import { isPlain, unwritableCharacter, writeLiteral, writeQuoted } from "./write-scalar.ts";

const INT64_BITS = 64;
const MAX_KEY_LENGTH = 1024;

/** What is written, and within which limits. */
export interface WriteOptions {
  /** Names the object in messages. */
  readonly subject: () => string;
  /** Limits on depth and size. */
  readonly limits: Limits;
  /** Characters that were written before; they count for the limit. Default 0. */
  readonly written?: number;
}

/**
 * Writes data as block YAML in one canonical form: sorted keys, no anchors, no folded lines.
 *
 * It keeps the first problem; what it has written by then is not used.
 */
export class TreeWriter {
  /** Why the data cannot be written, if so. */
  problem: LimitExceededError | ResourceUnwritableError | undefined;

  readonly #options: WriteOptions;
  readonly #maxLength: number;
  readonly #path: (string | number)[] = [];
  readonly #parts: string[] = [];
  #length = 0;

  constructor(options: WriteOptions) {
    this.#options = options;
    this.#maxLength = options.limits.maxOutputBytes - (options.written ?? 0);
  }

  /** Writes the map or the list of a document and gives its text. */
  write(root: Readonly<Record<string, unknown>> | readonly unknown[]): string {
    if (isList(root)) this.#writeList(root, "", "");
    else this.#writeMap(root, sortedKeys(root), "", "");
    this.#mayGoOn();
    return this.#parts.join("");
  }

  #writeList(list: readonly unknown[], indent: string, lead: string): void {
    if (!this.#mayGoOn()) return;
    const inner = `${indent}  `;
    const next = `${indent}- `;
    // Not forEach: it would skip holes.
    for (let index = 0; index < list.length; index++) {
      this.#path.push(index);
      this.#writeItem(list[index], inner, index === 0 ? `${lead}- ` : next);
      this.#path.pop();
    }
  }

  #writeMap(map: Readonly<Record<string, unknown>>, keys: readonly string[], indent: string, lead: string): void {
    if (!this.#mayGoOn()) return;
    const inner = `${indent}  `;
    let start = lead;
    for (const key of keys) {
      const value = map[key];
      this.#path.push(key);
      this.#add(start, this.#key(key));
      if (Array.isArray(value) && value.length > 0) {
        this.#add(":\n", "");
        // A list stands at the column of its key, as kustomize writes it.
        this.#writeList(value, indent, indent);
      } else {
        this.#writeField(value, inner);
      }
      this.#path.pop();
      start = indent;
    }
  }

  /** Writes an item, whose first line stands behind its dash. */
  #writeItem(value: unknown, inner: string, lead: string): void {
    if (typeof value !== "object" || value === null) this.#addLine(lead, this.#scalar(value, inner));
    else if (!Array.isArray(value)) this.#writeObject(value, inner, lead);
    else if (value.length === 0) this.#addLine(lead, "[]");
    else this.#writeList(value, inner, lead);
  }

  /** Writes what stands behind a key. */
  #writeField(value: unknown, inner: string): void {
    if (typeof value !== "object" || value === null) this.#addLine(": ", this.#scalar(value, inner));
    else if (Array.isArray(value)) this.#addLine(": ", "[]");
    else this.#writeObject(value, inner, undefined);
  }

  /** Writes a map behind the dash of an item or, without `lead`, on the lines below its key. */
  #writeObject(value: object, inner: string, lead: string | undefined): void {
    if (!isPlainObject(value)) {
      this.#refuse("the value is neither a map, a list nor a scalar of JSON");
      return;
    }
    const keys = sortedKeys(value);
    if (keys.length === 0) {
      this.#addLine(lead ?? ": ", "{}");
      return;
    }
    if (lead === undefined) this.#add(":\n", "");
    this.#writeMap(value, keys, inner, lead ?? inner);
  }

  #add(before: string, part: string): void {
    this.#parts.push(before, part);
    this.#length += before.length + part.length;
  }

  #addLine(before: string, part: string): void {
    this.#parts.push(before, part, "\n");
    this.#length += before.length + part.length + 1;
  }

  #key(key: string): string {
    if (key.length <= MAX_KEY_LENGTH && isPlain(key)) return key;
    const text = this.#string(key);
    if (text.length > MAX_KEY_LENGTH) this.#refuse(`the key is longer than ${MAX_KEY_LENGTH} characters`);
    if (key === "<<") this.#refuse('kustomize drops the key "<<"');
    return text;
  }

  #scalar(value: unknown, indent: string): string {
    switch (typeof value) {
      case "string":
        return isPlain(value) ? value : (writeLiteral(value, indent) ?? this.#string(value));
      case "number":
        return this.#number(value);
      case "bigint":
        if (BigInt.asIntN(INT64_BITS, value) !== value) this.#refuse("the integer does not fit into 64 bits");
        return String(value);
      case "boolean":
        return String(value);
      case "object":
        return "null";
      case "undefined":
      case "function":
      case "symbol":
        return this.#refuse(`a value of the type ${typeof value} has no form in YAML`);
    }
  }

  #number(value: number): string {
    if (!Number.isFinite(value)) return this.#refuse("the number is not finite");
    // As an integer, it would claim digits that it does not have.
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
  }

  #string(text: string): string {
    if (isPlain(text)) return text;
    const character = unwritableCharacter(text);
    if (character !== undefined) this.#refuse(`kustomize cannot carry the character ${character}; remove or encode it`);
    return writeQuoted(text);
  }

  /** Tells whether another collection may be written, before it recurses. */
  #mayGoOn(): boolean {
    const { limits, subject } = this.#options;
    if (this.#path.length > limits.maxDepth) {
      this.problem ??= new LimitExceededError("maxDepth", limits.maxDepth, this.#place());
    }
    if (this.#length > this.#maxLength) {
      this.problem ??= new LimitExceededError("maxOutputBytes", limits.maxOutputBytes, subject());
    }
    return this.problem === undefined;
  }

  #refuse(reason: string): string {
    this.problem ??= new ResourceUnwritableError(`${this.#place()}: ${reason}`, formatFieldPath(this.#path));
    return "";
  }

  #place(): string {
    return `${this.#options.subject()} ${formatFieldPath(this.#path)}`;
  }
}

function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isList(root: Readonly<Record<string, unknown>> | readonly unknown[]): root is readonly unknown[] {
  return Array.isArray(root);
}
