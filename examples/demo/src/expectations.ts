/** What the demo promises; every broken promise makes it exit with an error. */
export interface Expectations {
  /** Notes whether something is as promised. */
  check(promise: string, isKept: boolean): void;
  readonly kept: readonly string[];
  readonly broken: readonly string[];
}

export function createExpectations(): Expectations {
  const kept: string[] = [];
  const broken: string[] = [];
  return { kept, broken, check: (promise, isKept) => void (isKept ? kept : broken).push(promise) };
}

/**
 * Looks again and again until something is there.
 *
 * @param what - What is waited for, for the message.
 * @param look - Returns what was found, or undefined when it is not there yet.
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 20_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
}
