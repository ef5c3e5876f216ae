import {
  decodeLock,
  encodeLock,
  LOCK_FILE,
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
  return readBlob(repository, file).andThen(decodeLock);
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
  return readLock(repository.client, { repository: repository.fullName, path: folder, revision: commit }).map(
    (lock) => {
      if (lock !== undefined) repository.cache.set(key, encodeLock(lock));
      return lock;
    },
  );
}
