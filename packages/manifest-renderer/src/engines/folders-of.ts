import type { FileSet } from "../file-set.ts";

/** Lists the folders of a file set, `.` among them. */
export function foldersOf(files: FileSet): ReadonlySet<string> {
  const folders = new Set(["."]);
  for (const path of files.keys()) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      folders.add(path.slice(0, slash));
    }
  }
  return folders;
}
