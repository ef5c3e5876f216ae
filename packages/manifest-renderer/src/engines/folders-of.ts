import { foldersAbove } from "../file-path.ts";
import type { FileSet } from "../file-set.ts";

/** Lists the folders of a file set, `.` among them. */
export function foldersOf(files: FileSet): ReadonlySet<string> {
  const folders = new Set(["."]);
  for (const path of files.keys()) for (const folder of foldersAbove(path)) folders.add(folder);
  return folders;
}
