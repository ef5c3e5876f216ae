import type { JsonValue } from "../json.ts";
import { resolvePlainScalar } from "./plain-scalar.ts";
import { hasRefusedEscape } from "./syntax.ts";

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;
const BACKSLASH = 92;
const MAX_INTEGER_DIGITS = 15;
const INTEGER = /^(?:0|[1-9][0-9]*)$/;
const ESCAPED_CHARACTERS = '"\\bfnrtu';
const HEX = /^[0-9a-fA-F]{4}$/;

/** Characters of ASCII that may start a scalar without quotes, where nothing else has to be looked at. */
const STARTS_PLAIN = flags("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.$(+-~^=;<\\");
/** Characters with which a scalar starts that can be something other than a string. */
const STARTS_OTHER = flags("0123456789+-.~tTfFnNyYoO");
const LONGEST_WORD = "false".length;

/** Tells whether a scalar without quotes may start at an offset; a dash that is set off would start a list. */
export function startsPlain(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code === DASH) return text.charCodeAt(offset + 1) > SPACE;
  return code < STARTS_PLAIN.length ? STARTS_PLAIN[code] === 1 : code > 0xa0;
}

/** Finds the end of a scalar without quotes on a line; gives -1 where there is more to it than one line of text. */
export function plainEnd(text: string, start: number, end: number): number {
  let last = start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
    if (code < SPACE) return -1;
    if (code === COLON && (at + 1 === end || text.charCodeAt(at + 1) === SPACE)) return -1;
    last = at + 1;
  }
  return last;
}

/**
 * Reads a scalar without quotes; gives undefined where another reader takes it for something else, where it is
 * refused, and where a number would be written in another way although `exactNumbers` asks for its own look.
 */
export function readPlain(source: string, exactNumbers: boolean): JsonValue | undefined {
  const code = source.charCodeAt(0);
  if (code >= STARTS_OTHER.length || STARTS_OTHER[code] !== 1) return source;
  if (isLetter(code) && source.length > LONGEST_WORD) return source;
  if (source.length <= MAX_INTEGER_DIGITS && INTEGER.test(source)) return Number(source);
  const { value, refused, ambiguous } = resolvePlainScalar(source);
  if (refused !== undefined || ambiguous !== undefined) return undefined;
  const isNumber = typeof value === "number" || typeof value === "bigint";
  return exactNumbers && isNumber && String(value) !== source ? undefined : value;
}

/** Finds the quote that ends a scalar on its line; gives -1 when there is none. */
export function quotedEnd(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote !== SINGLE_QUOTE || text.charCodeAt(at + 1) !== SINGLE_QUOTE) return at;
      at++;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      at++;
    }
  }
  return -1;
}

/** Reads a scalar between quotes; gives undefined for escapes that JSON does not have, and for control characters. */
export function readQuoted(text: string, start: number, end: number): string | undefined {
  const inner = text.slice(start + 1, end);
  // A line end inside of the quotes would be folded.
  if (inner.includes("\n")) return undefined;
  if (text.charCodeAt(start) === SINGLE_QUOTE) return inner.includes("'") ? inner.replaceAll("''", "'") : inner;
  if (!inner.includes("\\")) return inner;
  if (!hasEscapesOfJson(inner) || hasRefusedEscape(inner)) return undefined;
  return JSON.parse(`"${inner}"`) as string;
}

/** Tells whether JSON can read a text between double quotes: it knows every escape, and no character is a control. */
function hasEscapesOfJson(inner: string): boolean {
  if (inner.includes("\t")) return false;
  for (let at = inner.indexOf("\\"); at >= 0; at = inner.indexOf("\\", at + 2)) {
    const escaped = inner.charAt(at + 1);
    if (escaped === "" || !ESCAPED_CHARACTERS.includes(escaped)) return false;
    if (escaped === "u" && !HEX.test(inner.slice(at + 2, at + 6))) return false;
  }
  return true;
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

function flags(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
