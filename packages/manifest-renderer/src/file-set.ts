import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { err, ok, Result } from "neverthrow";

import { FileInvalidError, LimitExceededError } from "./errors.ts";
import type { Limits } from "./limits.ts";

/** Files in memory: POSIX paths without a leading slash or `..`, and their text or UTF-8 bytes. */
export type FileSet = ReadonlyMap<string, string | Uint8Array>;

/** A file whose path is safe and whose bytes are text. */
export interface TextFile {
  /** Path in the file set. */
  readonly path: string;
  /** Its text. */
  readonly text: string;
}

/** Reads bytes as UTF-8, and fails on bytes that are none. */
export const decodeUtf8 = Result.fromThrowable((bytes: Uint8Array) =>
  new TextDecoder("utf-8", { fatal: true }).decode(bytes),
);

/** Reads the files with one of the extensions, in the order of their paths; checks the paths of all. */
export function readTextFiles(
  files: FileSet,
  extensions: readonly string[],
): Result<readonly TextFile[], FileInvalidError> {
  const checked = checkPaths(files);
  if (checked.isErr()) return err(checked.error);
  const chosen = [...files].filter(([path]) => extensions.some((extension) => path.endsWith(extension)));
  return Result.combine(chosen.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => decode(path, content)));
}

/** Checks the paths, the number and the size of all files. */
export function checkFileSet(files: FileSet, limits: Limits): Result<void, FileInvalidError | LimitExceededError> {
  if (files.size > limits.maxFiles) return err(new LimitExceededError("maxFiles", limits.maxFiles, "the file set"));
  let bytes = 0;
  for (const content of files.values()) bytes += Buffer.byteLength(content);
  if (bytes > limits.maxInputBytes) {
    return err(new LimitExceededError("maxInputBytes", limits.maxInputBytes, "the file set"));
  }
  return checkPaths(files);
}

/** Adds all files to a digest, whatever order they come in. */
export function hashFiles(hash: Hash, files: FileSet): void {
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\n${JSON.stringify(path)} ${createHash("sha256").update(content).digest("hex")}`);
  }
}

/** Refuses a file set with a path that is absolute, leads out, or is not POSIX. */
function checkPaths(files: FileSet): Result<void, FileInvalidError> {
  const unsafe = [...files.keys()].find((path) => !isSafePath(path));
  if (unsafe === undefined) return ok();
  return err(
    new FileInvalidError(`${JSON.stringify(unsafe)} is not a relative POSIX path inside of the file set`, unsafe),
  );
}

function decode(path: string, content: string | Uint8Array): Result<TextFile, FileInvalidError> {
  if (typeof content === "string") return ok({ path, text: content });
  return decodeUtf8(content)
    .map((text) => ({ path, text }))
    .mapErr(
      () => new FileInvalidError(`${path} is not UTF-8: save it as UTF-8, or give the file another extension`, path),
    );
}

/** Tells whether a path is relative, POSIX, and stays inside of the file set. */
export function isSafePath(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}
