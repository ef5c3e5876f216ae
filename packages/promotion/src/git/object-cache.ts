/**
 * Remembers Git objects by their sha. They never change, so an entry is right for ever; the oldest go when it is full.
 *
 * @internal
 */
export class ObjectCache {
  readonly #entries = new Map<string, string>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes = 32 * 1024 * 1024) {
    this.#maxBytes = maxBytes;
  }

  /** Reads an object, if it is remembered. */
  get(sha: string): string | undefined {
    return this.#entries.get(sha);
  }

  /** Remembers an object. */
  set(sha: string, text: string): void {
    if (this.#entries.has(sha)) return;
    this.#entries.set(sha, text);
    this.#bytes += text.length;
    for (const [oldest, content] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= content.length;
    }
  }
}
