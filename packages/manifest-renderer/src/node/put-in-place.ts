import { err } from "neverthrow";
import type { ResultAsync } from "neverthrow";
import { readdir, rename, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { makeFolder, onDisk } from "./disk.ts";
import type { FileAccessError } from "./errors.ts";

/** What systems say when a folder stands where a file is to be. */
const FOLDER_IN_THE_WAY = new Set(["EISDIR", "EEXIST", "ENOTEMPTY", "EPERM"]);

/** Moves a file that is written to its place. Empty folders in the way, as a stopped run can leave them, are removed. */
export function putInPlace(waiting: string, target: string): ResultAsync<void, FileAccessError> {
  const move = (): ResultAsync<void, FileAccessError> => onDisk("written", target, () => rename(waiting, target));
  return makeFolder(dirname(target))
    .andThen(move)
    .orElse((error) => {
      if (!FOLDER_IN_THE_WAY.has(error.reason)) return err(error);
      return onDisk("written", target, () => removeEmptyFolders(target)).andThen(move);
    });
}

/** Fails at the first entry that is no folder; links are not followed. */
async function removeEmptyFolders(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isDirectory()) throw new Error(`it is a folder that holds ${JSON.stringify(entry.name)}`);
    await removeEmptyFolders(join(path, entry.name));
  }
  await rmdir(path);
}
