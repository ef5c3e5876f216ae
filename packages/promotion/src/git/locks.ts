import {
  decodeLock,
  encodeLock,
  LOCK_FILE,
  LockTooNewError,
  LockUnreadableError,
  readLock,
  type GitHubError,
  type LockError,
  type ReleaseLock,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { UnreadableError } from "../errors.ts";
import { readBlob, type Repository, type TreeFile } from "./repository.ts";

/**
 * Reads the lock of a folder from a tree that was listed before.
 *
 * @returns the lock, or undefined when the folder has none.
 * @internal
 */
export function lockInTree(
  repository: Repository,
  files: readonly TreeFile[],
  folder: string,
): ResultAsync<ReleaseLock | undefined, GitHubError | UnreadableError | LockError> {
  const file = files.find(({ path }) => path === `${folder}/${LOCK_FILE}`);
  if (file === undefined) return okAsync(undefined);
  return readBlob(repository, file).andThen((text) =>
    decodeLock(text).mapErr(at(`${file.path} in ${repository.fullName}`)),
  );
}

/**
 * Reads the lock of a folder at a commit, once: neither ever changes.
 *
 * @returns the lock, or undefined when the folder has none there.
 * @internal
 */
export function lockAtCommit(
  repository: Repository,
  commit: string,
  folder: string,
): ResultAsync<ReleaseLock | undefined, GitHubError | LockError> {
  const key = `lock ${commit} ${folder}`;
  const known = repository.cache.get(key);
  if (known !== undefined) return decodeLock(known).asyncMap((lock) => Promise.resolve(lock));
  const { client, fullName } = repository;
  return readLock(client, { repository: fullName, path: folder, revision: commit })
    .map((lock) => {
      if (lock !== undefined) repository.cache.set(key, encodeLock(lock));
      return lock;
    })
    .mapErr((error) => (isLockError(error) ? at(`${folder}/${LOCK_FILE} at ${commit} in ${fullName}`)(error) : error));
}

function isLockError(error: GitHubError | LockError): error is LockError {
  return error.code === "LOCK_UNREADABLE" || error.code === "LOCK_TOO_NEW";
}

/** Says which of many locks it is. */
function at(place: string): (error: LockError) => LockError {
  return (error) => {
    const message = `${place}: ${error.message}`;
    return error.code === "LOCK_TOO_NEW"
      ? new LockTooNewError(message, { schema: error.schema })
      : new LockUnreadableError(message, { cause: error });
  };
}
