import { err, ok, safeTry } from "neverthrow";
import type { ResultAsync } from "neverthrow";
import { lstat, rm, rmdir, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { foldersAbove } from "../file-path.ts";
import type { TreeChange } from "../tree/plan-changes.ts";
import type { DiskStep } from "./disk.ts";
import { inBatches, makeFolder, onDisk, runSteps, unlessAbsent } from "./disk.ts";
import { FileAccessError } from "./errors.ts";
import { putInPlace } from "./put-in-place.ts";

/** Folder of the slot that belongs to this package. */
export const OWN_FOLDER = ".gitops";
/** New files wait here until all of them are written; it has no file that Flux would read. */
const WAITING = `${OWN_FOLDER}/waiting`;

/** What {@link changeSteps} does to the disk, and how much of it at once. */
export interface ChangeStepsInput {
  /** The slot, as an absolute path. */
  readonly root: string;
  /** Files to write and to remove; their paths are safe. */
  readonly change: Pick<TreeChange, "remove" | "write">;
  /** Files that one step treats. Default 32. */
  readonly batch?: number | undefined;
}

/**
 * Plans how a change gets to the disk.
 *
 * Everything new is written beside the files first, so that a full disk changes nothing. Then files are removed before
 * others take their place: a file may become a folder, and a name may change in capitals alone.
 */
export function changeSteps({ root, change, batch }: ChangeStepsInput): readonly DiskStep[] {
  const writes = [...change.write].map(([path, text], index) => ({
    text,
    target: join(root, path),
    waiting: join(root, WAITING, String(index)),
  }));
  if (writes.length === 0 && change.remove.length === 0) return [];
  const folders = emptiedFolders(change.remove).map((folder) => join(root, folder));
  return [
    () => checkFolders(root, [...change.write.keys(), ...change.remove, `${WAITING}/0`]),
    () => clearWaiting(root),
    ...(writes.length === 0 ? [] : [() => makeFolder(join(root, WAITING))]),
    ...inBatches(writes, ({ waiting, text }) => onDisk("written", waiting, () => writeFile(waiting, text)), batch),
    ...inBatches(change.remove, (path) => removeFile(join(root, path)), batch),
    () => runSteps(folders.map((folder) => () => removeFolderIfEmpty(folder))),
    ...inBatches(writes, ({ waiting, target }) => putInPlace(waiting, target), batch),
    () => clearWaiting(root),
    () => removeFolderIfEmpty(join(root, OWN_FOLDER)),
  ];
}

/** Refuses folders on the way that are links: what is written or removed below them would be somewhere else. */
export function checkFolders(root: string, paths: readonly string[]): ResultAsync<void, FileAccessError> {
  const folders = new Set(paths.flatMap(foldersAbove));
  return safeTry(async function* () {
    for (const folder of folders) {
      const path = join(root, folder);
      const found = yield* unlessAbsent(
        onDisk("read", path, () => lstat(path)),
        undefined,
      ).orElse((error) => (error.reason === "ENOTDIR" ? ok(undefined) : err(error)));
      if (found?.isSymbolicLink() === true) return err(new FileAccessError(path, "written", "it is a symbolic link"));
    }
    return ok();
  });
}

/** Removes a file that may be gone already. */
export function removeFile(path: string): ResultAsync<void, FileAccessError> {
  return unlessAbsent(
    onDisk("written", path, () => unlink(path)),
    undefined,
  );
}

function clearWaiting(root: string): ResultAsync<void, FileAccessError> {
  const path = join(root, WAITING);
  return onDisk("written", path, () => rm(path, { recursive: true, force: true }));
}

function removeFolderIfEmpty(path: string): ResultAsync<void, FileAccessError> {
  return onDisk("written", path, () => rmdir(path)).orElse((error) =>
    // POSIX lets a system say either that a folder is not empty.
    ["ENOENT", "ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(error.reason) ? ok() : err(error),
  );
}

/** The folders above removed files, the deepest first. */
function emptiedFolders(removed: readonly string[]): readonly string[] {
  return [...new Set(removed.flatMap(foldersAbove))].sort((a, b) => b.split("/").length - a.split("/").length);
}
