import { redactAll } from "../redact.ts";

/**
 * Removes secrets from all that an error tells: message, stack, cause, and the request and answer that Octokit attaches.
 *
 * The error itself stays the same object; what it refers to is copied, because it may belong to somebody else.
 */
export function scrubError(thrown: unknown, secrets: readonly string[]): unknown {
  return scrub(thrown, { secrets, seen: new Map() });
}

interface Scrubbing {
  readonly secrets: readonly string[];
  /** What was met already, with its scrubbed form: an error may refer to itself. */
  readonly seen: Map<object, unknown>;
}

function scrub(value: unknown, scrubbing: Scrubbing): unknown {
  if (typeof value === "string") return redactAll(value, scrubbing.secrets);
  if (typeof value !== "object" || value === null) return value;
  const known = scrubbing.seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof Error) return scrubInPlace(value, scrubbing);
  if (Array.isArray(value)) return fill([], value, scrubbing);
  return isPlain(value) ? fill({}, value, scrubbing) : value;
}

function fill(copy: object, from: object, scrubbing: Scrubbing): object {
  scrubbing.seen.set(from, copy);
  for (const [key, value] of Object.entries(from)) Object.assign(copy, { [key]: scrub(value, scrubbing) });
  return copy;
}

function scrubInPlace(error: Error, scrubbing: Scrubbing): Error {
  scrubbing.seen.set(error, error);
  for (const key of Reflect.ownKeys(error)) {
    const property = Object.getOwnPropertyDescriptor(error, key);
    const value: unknown = Reflect.get(error, key);
    const scrubbed = scrub(value, scrubbing);
    if (scrubbed === value || property?.configurable !== true) continue;
    const { enumerable = false } = property;
    Object.defineProperty(error, key, { value: scrubbed, enumerable, writable: true, configurable: true });
  }
  return error;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
