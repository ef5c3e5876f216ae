/**
 * Keeps what engines made, by a key that stands for everything that it was made of.
 *
 * An entry that is gone, or cannot be read, is a miss; nothing depends on a hit. The texts hold manifests: keep them
 * where the manifests may be kept. Renders with secret values are never kept. As long as a cache is referred to, up to 64 Mi
 * characters of documents that were read stay in memory as well, whatever the store is.
 */
export interface RenderCache {
  /** Gives the text of a key; undefined when there is none. */
  readonly get: (key: string) => Promise<string | undefined>;
  /** Keeps a text under a key. */
  readonly set: (key: string, text: string) => Promise<void>;
}

/** Settings of {@link memoryCache}. */
export interface MemoryCacheOptions {
  /** Characters of all texts that are kept; the ones that were not used for the longest time go first. Default 64 Mi. */
  readonly maxChars?: number;
}

const DEFAULT_MAX_CHARS = 64 * 1024 * 1024;

/**
 * Makes a cache in memory, for a process that renders again and again.
 *
 * @example
 * ```ts source="./render-cache.examples.ts#memoryCache"
 * const cache = memoryCache();
 * const first = await render({ ...request, cache });
 * const again = await render({ ...request, cache }); // runs no program and parses nothing that did not change
 * ```
 */
export function memoryCache(options: MemoryCacheOptions = {}): RenderCache {
  const { maxChars = DEFAULT_MAX_CHARS } = options;
  // A Map keeps the order in which its keys came: the first is the one that was not used for the longest time.
  const texts = new Map<string, string>();
  let chars = 0;
  const forget = (key: string): void => {
    chars -= texts.get(key)?.length ?? 0;
    texts.delete(key);
  };
  return {
    get: (key) => {
      const text = texts.get(key);
      if (text !== undefined) {
        texts.delete(key);
        texts.set(key, text);
      }
      return Promise.resolve(text);
    },
    set: (key, text) => {
      forget(key);
      if (text.length <= maxChars) {
        texts.set(key, text);
        chars += text.length;
        for (const oldest of texts.keys()) {
          if (chars <= maxChars) break;
          forget(oldest);
        }
      }
      return Promise.resolve();
    },
  };
}
