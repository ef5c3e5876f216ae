import { err, ok, Result, safeTry } from "neverthrow";
import type { ResultAsync } from "neverthrow";
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { TemplateUnsafeError } from "../engines/errors.ts";
import { FileInvalidError, LimitExceededError } from "../errors.ts";
import { isSafePath } from "../file-set.ts";
import { onDisk } from "./disk.ts";
import type { FileAccessError } from "./errors.ts";

/** Why the files of a folder cannot be listed. */
export type ReadFileSetError = FileAccessError | FileInvalidError | LimitExceededError | TemplateUnsafeError;

/** Git's own folder, or the file that stands for it in a worktree or submodule. */
const GIT = ".git";

const decodeName = Result.fromThrowable((name: Uint8Array) =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name),
);

/** Lists the files of a folder and its folders: POSIX paths relative to it, in their order. Nothing is followed out of it. */
export function scanFolder(
  root: string,
  { maxFiles, skip = [] }: { readonly maxFiles: number; readonly skip?: readonly string[] },
): ResultAsync<readonly string[], ReadFileSetError> {
  return safeTry(async function* () {
    const files: string[] = [];
    const folders = [""];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const path = join(root, folder);
      const entries = yield* onDisk("read", path, () => readdir(path, { withFileTypes: true, encoding: "buffer" }));
      for (const entry of entries) {
        const name = yield* entryName(entry, path);
        const place = folder === "" ? name : `${folder}/${name}`;
        if (name === GIT || skip.includes(place)) continue;
        const kind = yield* kindOf(entry, place);
        if (kind === "folder") folders.push(place);
        else files.push(place);
        if (files.length > maxFiles) return err(new LimitExceededError("maxFiles", maxFiles, root));
      }
    }
    return ok(files.sort());
  });
}

function entryName(entry: Dirent<Buffer>, folder: string): Result<string, FileInvalidError> {
  const readable = entry.name.toString("latin1");
  return decodeName(entry.name)
    .mapErr(
      () =>
        new FileInvalidError(
          `${JSON.stringify(readable)} in ${folder} has a name that is not UTF-8: rename it`,
          readable,
        ),
    )
    .andThen((name) =>
      isSafePath(name)
        ? ok(name)
        : err(
            new FileInvalidError(`${JSON.stringify(name)} in ${folder} has a backslash in its name: rename it`, name),
          ),
    );
}

function kindOf(entry: Dirent<Buffer>, place: string): Result<"file" | "folder", TemplateUnsafeError> {
  if (entry.isDirectory()) return ok("folder");
  if (entry.isFile()) return ok("file");
  const problem = entry.isSymbolicLink()
    ? "is a symbolic link: put a copy of what it points to in its place"
    : "is neither a file nor a folder: take it out of the folder";
  return err(new TemplateUnsafeError(place, problem));
}
