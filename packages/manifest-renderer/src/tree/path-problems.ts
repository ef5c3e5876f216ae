import { foldersAbove } from "../file-path.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { isSafePath } from "../file-set.ts";
import { refusal } from "./refusal.ts";

/** A step that no manifest may have: Git keeps the repository itself below it. */
const GIT_FOLDER = /(?:^|\/)\.git(?:\/|$)/i;

/** Tells whether a file of a slot may have this path: relative, inside of the slot, and not part of Git's own folder. */
export function isSlotPath(path: string): boolean {
  return isSafePath(path) && !GIT_FOLDER.test(path);
}

/** Lists the paths of the next tree and of the record that could lead out of the slot. */
export function unsafePaths(next: Iterable<string>, recorded: Iterable<string>): readonly Diagnostic[] {
  const message = (where: string): string => `${where} has a path that leads out of the folder, or into .git`;
  return [
    ...[...next].filter((path) => !isSlotPath(path)).map((path) => unsafe(message("the next tree"), path)),
    ...[...recorded].filter((path) => !isSlotPath(path)).map((path) => unsafe(message("the record"), path)),
  ];
}

/**
 * Lists the files of the next tree that cannot be there together with the files that stay.
 *
 * A file and a folder cannot have the same name, and file systems of Windows and macOS do not tell capitals apart.
 */
export function pathClashes(next: Iterable<string>, kept: Iterable<string>): readonly Diagnostic[] {
  const files = new Map<string, string>();
  for (const path of kept) files.set(path.toLowerCase(), path);
  const folders = new Map<string, string>();
  for (const path of files.values()) addFolders(folders, path);
  const clashes: Diagnostic[] = [];
  for (const path of next) {
    const folded = path.toLowerCase();
    const same = files.get(folded);
    const other = (same === path ? undefined : same) ?? folders.get(folded) ?? fileAbove(files, folded);
    if (other !== undefined) clashes.push(clash(path, other));
    files.set(folded, path);
    addFolders(folders, path);
  }
  return clashes;
}

function addFolders(folders: Map<string, string>, path: string): void {
  for (const folder of foldersAbove(path.toLowerCase())) folders.set(folder, path);
}

function fileAbove(files: ReadonlyMap<string, string>, folded: string): string | undefined {
  return foldersAbove(folded)
    .map((folder) => files.get(folder))
    .find((file) => file !== undefined);
}

function clash(path: string, other: string): Diagnostic {
  const message = `the file cannot stand beside ${JSON.stringify(other)}: move that away, or rename the object`;
  return refusal("changes/path-clash", message, path);
}

function unsafe(message: string, path: string): Diagnostic {
  return refusal("changes/unsafe-path", message, JSON.stringify(path));
}
