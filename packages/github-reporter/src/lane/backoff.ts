const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Returns the milliseconds to wait after so many failed attempts: 1 s, 2 s, 4 s, at most a minute. */
export function backoff(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
}
