import type { JsonValue } from "../json.ts";
import { isStringKey, resolvePlainScalar } from "./plain-scalar.ts";

/** Longer than every word that is not a string. */
const LONGEST_WORD = 5;
const STARTS_WITH_LETTER = /^[A-Za-z_/$]/;
const SIMPLE_KEY = /^[A-Za-z_][\w./-]*$/;
const MAX_KEY_LENGTH = 1024;
const MAX_KNOWN_KEYS = 10_000;

/** Marks what the quick readers leave to the thorough one. */
export const DOUBT: unique symbol = Symbol("doubt");

/** Reads a scalar without quotes, unless somebody would read it in another way. */
export function readSimpleScalar(text: string, exactNumbers: boolean | undefined): JsonValue | typeof DOUBT {
  if (text.length > LONGEST_WORD && STARTS_WITH_LETTER.test(text)) return text;
  const { value, refused, ambiguous } = resolvePlainScalar(text);
  if (refused !== undefined || ambiguous !== undefined) return DOUBT;
  const isNumber = typeof value === "number" || typeof value === "bigint";
  return exactNumbers === true && isNumber && String(value) !== text ? DOUBT : value;
}

// Manifests have few keys, and each many times.
const knownKeys = new Set<string>();

/** Tells whether a key without quotes is a string for everybody. */
export function isSimpleKey(text: string): boolean {
  if (knownKeys.has(text)) return true;
  if (!SIMPLE_KEY.test(text) || text.length >= MAX_KEY_LENGTH || !isStringKey(text)) return false;
  if (knownKeys.size < MAX_KNOWN_KEYS) knownKeys.add(text);
  return true;
}
