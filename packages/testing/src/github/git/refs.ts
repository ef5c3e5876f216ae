import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The references of a repository, read. */
export interface RefReader {
  /** The id that a full name such as `refs/heads/main` points to. */
  read(name: string): string | undefined;
  /** All references whose full name starts with a text, sorted by name. */
  list(prefix: string): ReadonlyMap<string, string>;
}

/** Reads references from disk each time, because a push changes them from another process. */
export function createRefReader(directory: string): RefReader {
  const readLoose = (name: string): string | undefined => {
    try {
      return readFileSync(join(directory, name), "utf8").trim();
    } catch {
      // Absent, or a folder of longer names.
      return undefined;
    }
  };

  const readPacked = (): Map<string, string> => {
    const path = join(directory, "packed-refs");
    const packed = new Map<string, string>();
    if (!existsSync(path)) return packed;
    for (const line of readFileSync(path, "utf8").split("\n")) {
      const match = /^([0-9a-f]{40}) (refs\/.+)$/.exec(line);
      if (match?.[1] !== undefined && match[2] !== undefined) packed.set(match[2], match[1]);
    }
    return packed;
  };

  const looseNames = (folder: string): string[] => {
    const path = join(directory, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      if (entry.isDirectory()) return looseNames(`${folder}/${entry.name}`);
      return entry.name.endsWith(".lock") ? [] : [`${folder}/${entry.name}`];
    });
  };

  return {
    read(name) {
      if (!isRefName(name)) return undefined;
      return readLoose(name) ?? readPacked().get(name);
    },
    list(prefix) {
      const all = readPacked();
      for (const name of looseNames("refs")) {
        const sha = readLoose(name);
        if (sha !== undefined) all.set(name, sha);
      }
      return new Map([...all].filter(([name]) => name.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

/** Keeps the references as they are now, for answers that lag behind. */
export function freezeRefs(refs: RefReader): RefReader {
  const frozen = refs.list("refs/");
  return {
    read: (name) => frozen.get(name),
    list: (prefix) => new Map([...frozen].filter(([name]) => name.startsWith(prefix))),
  };
}

/**
 * Tells whether a text is a full and well-formed reference name.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function isRefName(name: string): boolean {
  if (!/^refs\/[^/]+\/./.test(name) || name.endsWith(".") || name.endsWith("/")) return false;
  // eslint-disable-next-line no-control-regex -- control characters are what Git forbids
  if (/\.\.|@\{|\/\/|[\x00-\x20\x7f~^:?*[\\]/.test(name)) return false;
  return name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"));
}
