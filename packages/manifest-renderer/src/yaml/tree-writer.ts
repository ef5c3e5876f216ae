import { LimitExceededError, ResourceUnwritableError } from "../errors.ts";
import { formatFieldPath } from "../field-path.ts";
import type { Limits } from "../limits.ts";
import { unwritableCharacter, writeLiteral, writeString } from "./write-scalar.ts";

const INT64_BITS = 64;
const MAX_KEY_LENGTH = 1024;
/** Keys that tell what a map is; they stand before the others. */
const FIRST_KEYS = new Map(
  ["apiVersion", "kind", "metadata", "name", "namespace", "spec"].map((key, rank) => [key, rank]),
);

/** Keys that were written before: manifests have few of them, and each many times. */
const writtenKeys = new Map<string, string>();
const MAX_KNOWN_KEYS = 10_000;

/**
 * Writes data as block YAML in one canonical form: sorted keys, no anchors, no folded lines.
 *
 * It keeps the first problem; what it has written by then is not used.
 */
export class TreeWriter {
  /** Why the data cannot be written, if so. */
  problem: LimitExceededError | ResourceUnwritableError | undefined;

  readonly #subject: string;
  readonly #limits: Limits;
  readonly #path: (string | number)[] = [];
  #text = "";

  constructor(subject: string, limits: Limits) {
    this.#subject = subject;
    this.#limits = limits;
  }

  /** Writes the map or the list of a document and gives its text. */
  write(root: object): string {
    this.#writeCollection(root, "", "");
    return this.#text;
  }

  /** Writes a collection line by line; `lead` stands before its first line, which may follow a dash. */
  #writeCollection(value: object, indent: string, lead: string): void {
    if (this.#path.length > this.#limits.maxDepth) {
      this.problem ??= new LimitExceededError("maxDepth", this.#limits.maxDepth, this.#place());
    }
    if (this.problem !== undefined) return;
    if (Array.isArray(value)) this.#writeList(value, indent, lead);
    else this.#writeMap(value, indent, lead);
  }

  #writeList(list: readonly unknown[], indent: string, lead: string): void {
    // Not forEach: it would skip holes.
    for (const [index, item] of list.entries()) {
      this.#path.push(index);
      const dash = `${index === 0 ? lead : indent}- `;
      if (isFilled(item)) this.#writeCollection(item, `${indent}  `, dash);
      else this.#add(`${dash}${this.#scalar(item, `${indent}  `)}\n`);
      this.#path.pop();
    }
  }

  #writeMap(map: object, indent: string, lead: string): void {
    let start = lead;
    for (const key of sortedKeys(map)) {
      const value = (map as Readonly<Record<string, unknown>>)[key];
      if (value === undefined) continue;
      this.#path.push(key);
      const head = `${start}${this.#key(key)}:`;
      if (isFilled(value)) {
        this.#add(`${head}\n`);
        // A list stands at the column of its key, as kustomize writes it.
        const inner = Array.isArray(value) ? indent : `${indent}  `;
        this.#writeCollection(value, inner, inner);
      } else {
        this.#add(`${head} ${this.#scalar(value, `${indent}  `)}\n`);
      }
      this.#path.pop();
      start = indent;
    }
  }

  #key(key: string): string {
    const known = writtenKeys.get(key);
    if (known !== undefined) return known;
    const text = this.#string(key);
    if (text.length > MAX_KEY_LENGTH) this.#refuse(`the key is longer than ${MAX_KEY_LENGTH} characters`);
    if (key === "<<") this.#refuse('kustomize drops the key "<<"');
    if (this.problem === undefined && writtenKeys.size < MAX_KNOWN_KEYS) writtenKeys.set(key, text);
    return text;
  }

  #scalar(value: unknown, indent: string): string {
    switch (typeof value) {
      case "string":
        return writeLiteral(value, indent) ?? this.#string(value);
      case "number":
        return this.#number(value);
      case "bigint":
        if (BigInt.asIntN(INT64_BITS, value) !== value) this.#refuse("the integer does not fit into 64 bits");
        return String(value);
      case "boolean":
        return String(value);
      case "object":
        if (value === null) return "null";
        if (Array.isArray(value)) return "[]";
        if (isPlainObject(value)) return "{}";
        return this.#refuse("the value is neither a map, a list nor a scalar of JSON");
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
    const character = unwritableCharacter(text);
    if (character !== undefined) this.#refuse(`kustomize cannot carry the character ${character}; remove or encode it`);
    return writeString(text);
  }

  #add(part: string): void {
    if (this.#text.length + part.length > this.#limits.maxOutputBytes) {
      this.problem ??= new LimitExceededError("maxOutputBytes", this.#limits.maxOutputBytes, this.#subject);
    } else this.#text += part;
  }

  #refuse(reason: string): string {
    this.problem ??= new ResourceUnwritableError(`${this.#place()}: ${reason}`, formatFieldPath(this.#path));
    return "";
  }

  #place(): string {
    return `${this.#subject} ${formatFieldPath(this.#path)}`;
  }
}

/** A list or a map that is not empty; empty ones are written on one line. */
function isFilled(value: unknown): value is object {
  if (Array.isArray(value)) return value.length > 0;
  if (!isPlainObject(value)) return false;
  const map = value as Readonly<Record<string, unknown>>;
  for (const key in map) if (map[key] !== undefined && Object.hasOwn(map, key)) return true;
  return false;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function sortedKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  // Most maps come from a text that was sorted before.
  for (let index = 1; index < keys.length; index++) {
    if (compareKeys(keys[index - 1] ?? "", keys[index] ?? "") > 0) return keys.sort(compareKeys);
  }
  return keys;
}

function compareKeys(a: string, b: string): number {
  const rankOfA = FIRST_KEYS.get(a) ?? FIRST_KEYS.size;
  return rankOfA - (FIRST_KEYS.get(b) ?? FIRST_KEYS.size) || (a < b ? -1 : 1);
}
