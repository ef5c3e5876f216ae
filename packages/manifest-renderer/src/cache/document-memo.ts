import { canonicalJson } from "../json-text.ts";
import type { Limits } from "../limits.ts";
import type { KnownDocuments } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import type { RenderCache } from "./render-cache.ts";

const MAX_CHARS = 64 * 1024 * 1024;
const MAX_SETTINGS = 8;

/**
 * What was made of documents before, in this process: parsed again is only what changed.
 *
 * Only documents without placeholders and without findings are kept, so that a hit needs no place in a file.
 */
export class DocumentMemo implements KnownDocuments {
  readonly #read = new Map<string, readonly Resource[]>();
  readonly #made = new Map<string, WeakMap<Resource, unknown>>();
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
  made<T>(settings: string): WeakMap<Resource, T> {
    const known = this.#made.get(settings) ?? new WeakMap<Resource, unknown>();
    if (!this.#made.has(settings) && this.#made.size >= MAX_SETTINGS) this.#made.clear();
    this.#made.set(settings, known);
    return known as WeakMap<Resource, T>;
  }
}

const memos = new WeakMap<RenderCache, Map<string, DocumentMemo>>();

/** Gives the memo of a cache, which lives as long as the cache does, for documents that were read within these limits. */
export function memoOf(cache: RenderCache, limits: Limits): DocumentMemo {
  const ofCache = memos.get(cache) ?? new Map<string, DocumentMemo>();
  memos.set(cache, ofCache);
  const key = canonicalJson({ ...limits });
  const memo = ofCache.get(key) ?? new DocumentMemo();
  if (!ofCache.has(key) && ofCache.size >= MAX_SETTINGS) ofCache.clear();
  ofCache.set(key, memo);
  return memo;
}
