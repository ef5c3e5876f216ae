import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";

import { createCatFile } from "./cat-file.ts";
import { decodeCommit, encodeCommit, type Commit } from "./commit-object.ts";
import { frameObject, hashFrame, unframeObject, type GitObject } from "./git-object.ts";
import { decodeTree, encodeTree, type TreeEntry } from "./tree-object.ts";

/** The objects of one repository: written loose in process, read loose in process or from packs through git. */
export interface ObjectStore {
  /** Reads an object by its full id. */
  read(sha: string): Promise<GitObject | undefined>;
  readCommit(sha: string): Promise<Commit | undefined>;
  readTree(sha: string): Promise<readonly TreeEntry[] | undefined>;
  readBlob(sha: string): Promise<Buffer | undefined>;
  /** Stores an object and returns its id. */
  write(object: GitObject): string;
  writeCommit(commit: Commit): string;
  writeTree(entries: readonly TreeEntry[]): string;
  writeBlob(content: Buffer): string;
  close(): Promise<void>;
}

/** How many objects are kept in memory; they never change, so any of them may be kept. */
const REMEMBERED_OBJECTS = 5_000;
const LARGEST_REMEMBERED = 16 * 1024;

export function createObjectStore(directory: string): ObjectStore {
  const catFile = createCatFile(directory);
  const remembered = new Map<string, GitObject>();
  let written = 0;

  const pathOf = (sha: string): string => join(directory, "objects", sha.slice(0, 2), sha.slice(2));

  const remember = (sha: string, object: GitObject): void => {
    if (object.content.length > LARGEST_REMEMBERED) return;
    remembered.set(sha, object);
    if (remembered.size <= REMEMBERED_OBJECTS) return;
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  };

  const read = async (sha: string): Promise<GitObject | undefined> => {
    const known = remembered.get(sha);
    if (known !== undefined) return known;
    const object = existsSync(pathOf(sha))
      ? unframeObject(inflateSync(readFileSync(pathOf(sha))))
      : await catFile.read(sha);
    if (object !== undefined) remember(sha, object);
    return object;
  };

  const readOfType = async (sha: string, type: GitObject["type"]): Promise<Buffer | undefined> => {
    const object = await read(sha);
    return object?.type === type ? object.content : undefined;
  };

  const write = (object: GitObject): string => {
    const frame = frameObject(object);
    const sha = hashFrame(frame);
    const path = pathOf(sha);
    if (!existsSync(path)) {
      mkdirSync(join(path, ".."), { recursive: true });
      // Git may read at any moment: the file appears whole or not at all.
      const draft = join(directory, "objects", `draft-${process.pid}-${(written += 1)}`);
      writeFileSync(draft, deflateSync(frame, { level: 1 }), { mode: 0o444 });
      renameSync(draft, path);
    }
    remember(sha, object);
    return sha;
  };

  return {
    read,
    readCommit: async (sha) => map(await readOfType(sha, "commit"), decodeCommit),
    readTree: async (sha) => map(await readOfType(sha, "tree"), decodeTree),
    readBlob: (sha) => readOfType(sha, "blob"),
    write,
    writeCommit: (commit) => write({ type: "commit", content: encodeCommit(commit) }),
    writeTree: (entries) => write({ type: "tree", content: encodeTree(entries) }),
    writeBlob: (content) => write({ type: "blob", content }),
    close: () => catFile.close(),
  };
}

function map<T, U>(value: T | undefined, convert: (value: T) => U): U | undefined {
  return value === undefined ? undefined : convert(value);
}
