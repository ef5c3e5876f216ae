import { readdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";

/** Part of the limit that is left after old entries went, so that not every new entry has to search for them. */
const LEFT_AFTER_EVICTION = 0.9;

interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
}

/** Keeps the files of a cache below a size: the oldest go first. Other processes may write to the same folder. */
export class CacheSize {
  readonly #root: string;
  readonly #maxBytes: number;
  /** Bytes as far as this process knows; undefined until it has looked. */
  #bytes: number | undefined;

  constructor(root: string, maxBytes: number) {
    this.#root = root;
    this.#maxBytes = maxBytes;
  }

  /** Counts a new entry, and removes old ones when there is too much. */
  async add(bytes: number): Promise<void> {
    if (this.#bytes !== undefined) {
      this.#bytes += bytes;
      if (this.#bytes <= this.#maxBytes) return;
    }
    const files = await storedFiles(this.#root);
    let total = files.reduce((sum, file) => sum + file.bytes, 0);
    if (total > this.#maxBytes) {
      for (const file of files.sort((a, b) => a.modified - b.modified)) {
        if (total <= this.#maxBytes * LEFT_AFTER_EVICTION) break;
        // Another process may have removed it.
        await unlink(file.path).catch(() => undefined);
        total -= file.bytes;
      }
    }
    this.#bytes = total;
  }
}

/** Lists entries, and what a crash left of them; whatever else is in the folder is not ours. */
async function storedFiles(root: string): Promise<StoredFile[]> {
  const folders = (await readdir(root)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const files: StoredFile[] = [];
  for (const folder of folders) {
    for (const name of await readdir(join(root, folder))) {
      if (!/^[0-9a-f]{62}(?:\.[0-9a-f-]{36})?$/.test(name)) continue;
      const path = join(root, folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile() === true) files.push({ path, bytes: found.size, modified: found.mtimeMs });
    }
  }
  return files;
}
