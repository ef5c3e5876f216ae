import type { Mismatch } from "./validate.ts";

/** A place where GitHub's description contradicts GitHub. */
interface KnownMistake {
  /** Operations it is found in; default all. */
  readonly route?: string;
  /** The part of the call, as {@link Mismatch} names it. */
  readonly path: RegExp;
  /** What GitHub does instead, and where that can be seen. */
  readonly reason: string;
}

const KNOWN_MISTAKES: readonly KnownMistake[] = [];

/** Tells whether GitHub itself would be reported for this. */
export function isKnownMistake(route: string, { path }: Mismatch): boolean {
  return KNOWN_MISTAKES.some((mistake) => (mistake.route ?? route) === route && mistake.path.test(path));
}
