import type { Result, ResultAsync } from "neverthrow";
import { err, errAsync, ok, okAsync } from "neverthrow";
import * as v from "valibot";

import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { repositoryParameters } from "../github/repository.ts";
import { decodeLock } from "./codec.ts";
import type { LockError } from "./errors.ts";
import { LockUnreadableError } from "./errors.ts";
import type { ReleaseLock } from "./lock.ts";
import { LOCK_FILE } from "./lock.ts";

/** Names the folder of a slot at one revision of the manifests repository. */
export interface SlotRevision {
  /** Manifests repository as `owner/name`. */
  readonly repository: string;
  /** Folder of the slot, e.g. `envs/dev/cart`. */
  readonly path: string;
  /** Commit sha, or a branch or tag name. */
  readonly revision: string;
}

const fileSchema = v.object({ type: v.literal("file"), encoding: v.string(), content: v.string(), sha: v.string() });
type File = v.InferOutput<typeof fileSchema>;

/**
 * Reads the release lock of a slot at a revision.
 *
 * @returns the lock, undefined when the folder has none (or the revision does not exist), or `LOCK_UNREADABLE`,
 * `LOCK_TOO_NEW`, or a {@link GitHubError}.
 * @example
 * ```ts source="./read.examples.ts#readLock_release"
 * const slot = { repository: "acme/shop-manifests", path: "envs/dev/cart", revision };
 * const release = (await readLock(client, slot)).map((lock) => lock?.release.id ?? "no release");
 * ```
 * @see https://docs.github.com/rest/repos/contents#get-repository-content
 */
export function readLock(
  client: GitHubClient,
  slot: SlotRevision,
): ResultAsync<ReleaseLock | undefined, GitHubError | LockError> {
  return readText(client, slot).andThen((text) => (text === undefined ? ok(undefined) : decodeLock(text)));
}

/**
 * Finds the introducing commit of the lock that is live at a revision: the first one in GitHub's commit list for the
 * lock's path.
 *
 * It is the same for every driver, and for merge, squash and rebase merges.
 *
 * @returns the full sha, undefined when no commit up to the revision touches the lock, or a {@link GitHubError}:
 * status 404 says that the repository or the revision does not exist.
 * @example
 * ```ts source="./read.examples.ts#findIntroducingCommit_evidence"
 * const slot = { repository: "acme/shop-manifests", path: "envs/dev/cart", revision };
 * const introduced = await findIntroducingCommit(client, slot); // carries the statuses of this deployment
 * ```
 * @see https://docs.github.com/rest/commits/commits#list-commits
 */
export function findIntroducingCommit(
  client: GitHubClient,
  slot: SlotRevision,
): ResultAsync<string | undefined, GitHubError> {
  return listLockCommits(client, slot, 1).map(([introducing]) => introducing);
}

/** Lists the last commits up to a revision that changed the lock, the introducing one first. */
export function listLockCommits(
  client: GitHubClient,
  slot: SlotRevision,
  count: number,
): ResultAsync<readonly string[], GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/commits", {
    ...repositoryParameters(slot.repository),
    path: lockPath(slot),
    sha: slot.revision,
    per_page: count,
  }).map((commits) => commits.map(({ sha }) => sha));
}

function readText(client: GitHubClient, slot: SlotRevision): ResultAsync<string | undefined, GitHubError | LockError> {
  const path = lockPath(slot);
  const parameters = { ...repositoryParameters(slot.repository), path, ref: slot.revision };
  return callGitHub(client, "GET /repos/{owner}/{repo}/contents/{path}", parameters)
    .map((content): unknown => content)
    .orElse(absentIfNotFound)
    .andThen((content): ResultAsync<string | undefined, GitHubError | LockError> => {
      if (content === undefined) return okAsync(undefined);
      const file = v.safeParse(fileSchema, content);
      return file.success ? textOf(client, slot.repository, file.output) : errAsync(notAFile(slot));
    });
}

/** Above 1 MB the contents API leaves the content out, and the blob has it. */
function textOf(client: GitHubClient, repository: string, file: File): ResultAsync<string, GitHubError> {
  if (file.encoding === "base64") return okAsync(decodeBase64(file.content));
  const parameters = { ...repositoryParameters(repository), file_sha: file.sha };
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", parameters).map((blob) =>
    decodeBase64(blob.content),
  );
}

function notAFile(slot: SlotRevision): LockUnreadableError {
  return new LockUnreadableError(
    `${lockPath(slot)} in ${slot.repository} is not a file. Restore it from its last commit.`,
  );
}

/** Path of the lock in the folder of a slot. */
export function lockPath({ path }: Pick<SlotRevision, "path">): string {
  return `${path}/${LOCK_FILE}`;
}

function decodeBase64(content: string): string {
  return Buffer.from(content, "base64").toString("utf8");
}

function absentIfNotFound(error: GitHubError): Result<undefined, GitHubError> {
  return error.code === "GITHUB_REQUEST_FAILED" && error.status === 404 ? ok(undefined) : err(error);
}
