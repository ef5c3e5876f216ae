import type { Resource } from "../resource/resource.ts";
import type { RenderCache } from "./render-cache.ts";

const MAX_CHARS = 64 * 1024 * 1024;
const MAX_SETTINGS = 8;

/**
 * What was made of documents before, in this process: parsed again is only what changed.
 *
 * Only documents without placeholders and without findings are kept, so that a hit needs no place in a file.
 */
export class DocumentMemo {
  readonly #read = new Map<string, readonly Resource[]>();
  readonly #finished = new Map<string, WeakMap<Resource, unknown>>();
  #chars = 0;

  /** Gives the resources of a document. */
  read(text: string): readonly Resource[] | undefined {
    return this.#read.get(text);
  }

  /** Keeps the resources of a document. */
  keep(text: string, resources: readonly Resource[]): void {
    if (this.#chars + text.length > MAX_CHARS) {
      this.#read.clear();
      this.#chars = 0;
    }
    this.#read.set(text, resources);
    this.#chars += text.length;
  }

  /** Gives what was made of resources under the same settings. */
  finished<T>(settings: string): WeakMap<Resource, T> {
    const known = this.#finished.get(settings) ?? new WeakMap<Resource, unknown>();
    if (!this.#finished.has(settings) && this.#finished.size >= MAX_SETTINGS) this.#finished.clear();
    this.#finished.set(settings, known);
    return known as WeakMap<Resource, T>;
  }
}

const memos = new WeakMap<RenderCache, DocumentMemo>();

/** Gives the memo that lives as long as a cache does. */
export function memoOf(cache: RenderCache): DocumentMemo {
  const memo = memos.get(cache) ?? new DocumentMemo();
  memos.set(cache, memo);
  return memo;
}
