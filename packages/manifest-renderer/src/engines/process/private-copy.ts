import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { err, ResultAsync } from "neverthrow";
import type { Result } from "neverthrow";

import type { FileInvalidError, LimitExceededError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import type { Limits } from "../../limits.ts";
import { EngineFailedError } from "../errors.ts";
import { checkCopy } from "./check-copy.ts";

const FILES_AT_ONCE = 32;

/** Files that are to be copied to the disk. */
export interface CopyRequest {
  /** Name of the engine, in messages and in the name of the folder. */
  readonly engine: string;
  /** The files. */
  readonly files: FileSet;
  /** Limits of their number and size. */
  readonly limits: Limits;
}

/** Two folders that nobody else reads, and that are removed after use. */
export interface PrivateCopy {
  /** Absolute path of the folder with the files. It holds ordinary files and folders only, never a link. */
  readonly directory: string;
  /** Absolute path of an empty folder beside it, for what the program writes. */
  readonly scratch: string;
}

/** Every way in which a copy can fail. */
export type CopyError = EngineFailedError | FileInvalidError | LimitExceededError;

/**
 * Writes files to a new folder with mode 0700, uses it, and removes it whatever comes of that.
 *
 * @returns what the use gives, or `FILE_INVALID` for paths that a disk cannot hold side by side, `LIMIT_EXCEEDED`
 * (`maxFiles`, `maxInputBytes`), or `ENGINE_FAILED` when the disk fails.
 */
export function withPrivateCopy<T, E>(
  request: CopyRequest,
  use: (copy: PrivateCopy) => ResultAsync<T, E>,
): ResultAsync<T, CopyError | E> {
  return new ResultAsync(copyUseRemove(request, use));
}

async function copyUseRemove<T, E>(
  request: CopyRequest,
  use: (copy: PrivateCopy) => ResultAsync<T, E>,
): Promise<Result<T, CopyError | E>> {
  const { engine, files, limits } = request;
  const checked = checkCopy(files, limits);
  if (checked.isErr()) return err(checked.error);
  const made = await attempt(engine, "could not make a folder", () => makeFolder(engine));
  if (made.isErr()) return err(made.error);
  const root = made.value;
  let removed: Result<void, EngineFailedError>;
  let used: Result<T, CopyError | E>;
  try {
    const copy = { directory: join(root, "files"), scratch: join(root, "scratch") };
    const written = await attempt(engine, "could not write its files", () => write(files, copy));
    used = written.isErr() ? err(written.error) : await use(copy);
  } finally {
    removed = await attempt(engine, `could not remove the folder ${root}`, () =>
      rm(root, { recursive: true, force: true, maxRetries: 3 }),
    );
  }
  return used.isErr() || removed.isOk() ? used : err(removed.error);
}

/** The folder has its real name, because programs write that into their messages. */
async function makeFolder(engine: string): Promise<string> {
  return mkdtemp(join(await realpath(tmpdir()), `gitops-${engine}-`));
}

async function write(files: FileSet, { directory, scratch }: PrivateCopy): Promise<void> {
  const folders = new Set([scratch, directory, ...[...files.keys()].map((path) => join(directory, dirname(path)))]);
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  const entries = [...files];
  // All at once would need a file handle for each.
  for (let next = 0; next < entries.length; next += FILES_AT_ONCE) {
    const batch = entries.slice(next, next + FILES_AT_ONCE);
    await Promise.all(
      batch.map(([path, content]) => writeFile(join(directory, path), content, { flag: "wx", mode: 0o600 })),
    );
  }
}

function attempt<T>(engine: string, what: string, work: () => Promise<T>): ResultAsync<T, EngineFailedError> {
  return ResultAsync.fromPromise(work(), (thrown) => {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown error";
    return new EngineFailedError(engine, `${what}: ${code}`);
  });
}
