import { quotedEnd, readQuoted } from "./inline-scalar.ts";
import { isStringKey } from "./plain-scalar.ts";

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;
/** The library takes keys of up to 1024 characters with their quotes. */
const MAX_KEY_LENGTH = 1_000;
const LONGEST_WORD = "false".length;
const STARTS_KEY = asciiTable(/[A-Za-z0-9_./-]/);
const IN_KEY = asciiTable(/[A-Za-z0-9_./+@=,;()$ -]/);

/** Tells whether a character is a quote. */
export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** Finds the colon behind a key in quotes; gives -1 when there is none. */
export function quotedKeyEnd(text: string, start: number, end: number): number {
  const close = quotedEnd(text, start, end);
  return close >= 0 && close + 1 < end && text.charCodeAt(close + 1) === COLON ? close + 1 : -1;
}

/** Finds the colon behind a key of block YAML, if a value may follow it; gives -1 when there is none. */
export function keyEnd(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (isQuote(first)) {
    const colon = quotedKeyEnd(text, start, end);
    return colon >= 0 && isSetOff(text, colon, end) ? colon : -1;
  }
  if (STARTS_KEY[first] !== 1) return -1;
  let at = start + 1;
  if (first === DASH && text.charCodeAt(at) === SPACE) return -1;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) {
      if (isSetOff(text, at, end)) return text.charCodeAt(at - 1) === SPACE ? -1 : at;
    } else if (IN_KEY[code] !== 1) {
      return -1;
    }
  }
  return -1;
}

function isSetOff(text: string, colon: number, end: number): boolean {
  return colon + 1 === end || text.charCodeAt(colon + 1) === SPACE;
}

/** Reads a key up to its colon; gives undefined for one that is no string, or that has a meaning of its own. */
export function readKey(text: string, start: number, colon: number): string | undefined {
  if (colon - start > MAX_KEY_LENGTH) return undefined;
  const code = text.charCodeAt(start);
  const quoted = isQuote(code);
  const key = quoted ? readQuoted(text, start, colon - 1) : text.slice(start, colon);
  if (key === undefined || key === "__proto__" || key === "<<") return undefined;
  if (quoted) return key;
  // Longer words that start with a letter stand for themselves.
  const plainWord = code > COLON && key.length > LONGEST_WORD;
  return plainWord || (!(code === DASH && key.length === 1) && isStringKey(key)) ? key : undefined;
}

function asciiTable(characters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0));
}
