import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { CacheSize } from "./cache-size.ts";
import type { RenderCache } from "../cache/render-cache.ts";

/** Settings of {@link diskCache}. */
export interface DiskCacheOptions {
  /** Bytes that the entries may take; above it, the oldest go. Default 256 MiB. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Keeps results of renders in a folder, between runs and for several processes at once.
 *
 * An entry is a file that is named by the sha256 of its key, and holds a checksum over key and value: one that is torn,
 * moved or edited counts as absent. Nothing here fails a render: when the disk does not work, nothing is kept. Only the
 * user of the process may read the entries. The checksum is no signature: give it a folder that nobody else can write.
 *
 * @throws RangeError when `maxBytes` is not positive.
 * @example
 * ```ts source="./disk-cache.examples.ts#diskCache"
 * const cache = diskCache(directory, { maxBytes: 64 * 1024 * 1024 });
 * await cache.set("inputs of the render", "kind: List");
 * const kept = await cache.get("inputs of the render"); // "kind: List", also in the next process
 * ```
 */
export function diskCache(directory: string, options: DiskCacheOptions = {}): RenderCache {
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  if (!(maxBytes > 0)) throw new RangeError("maxBytes must be positive");
  const root = resolve(directory);
  const size = new CacheSize(root, maxBytes);

  return {
    get: async (key) => {
      const text = await readFile(entryPath(root, key), "utf8").catch(() => undefined);
      if (text === undefined) return undefined;
      const end = text.indexOf("\n");
      const value = text.slice(end + 1);
      return text.slice(0, end) === checksum(key, value) ? value : undefined;
    },
    set: async (key, value) => {
      const text = `${checksum(key, value)}\n${value}`;
      const bytes = Buffer.byteLength(text);
      if (bytes > maxBytes) return;
      // What the disk refuses is rendered again the next time.
      await store(entryPath(root, key), text)
        .then(() => size.add(bytes))
        .catch(() => undefined);
    },
  };
}

async function store(path: string, text: string): Promise<void> {
  const waiting = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(waiting, text, { mode: 0o600, flag: "wx" });
  await rename(waiting, path);
}

function entryPath(root: string, key: string): string {
  const name = createHash("sha256").update(key).digest("hex");
  return join(root, name.slice(0, 2), name.slice(2));
}

function checksum(key: string, value: string): string {
  const length = Buffer.byteLength(key);
  return createHash("sha256").update(`${length}\n${key}${value}`).digest("hex");
}
