import { createHash } from "node:crypto";

import {
  encodeLock,
  LOCK_FILE,
  type GitHubError,
  type LockError,
  type Release,
  type ReleaseLock,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { LostRaceError } from "../errors.ts";
import { lockAtCommit } from "../git/locks.ts";
import { moveBranch } from "../git/move-branch.ts";
import type { Repository } from "../git/repository.ts";
import { writeCommit } from "../git/write-commit.ts";

const FOLDER = "inbox";
const NO_CONTENT = `sha256:${createHash("sha256").digest("hex")}`;

/** The newest submitted release of an app, and the commit that holds it. */
interface InboxEntry {
  readonly head: string;
  readonly release: Release;
}

/**
 * Names the branch that holds the submitted releases of an app. Its history is their order.
 *
 * @internal
 */
export function inboxBranch(app: string): string {
  return `gitops/inbox/${app}`;
}

/**
 * Reads the newest submitted release of an app.
 *
 * @param head - Head of the inbox branch, or undefined when there is none.
 * @internal
 */
export function readInbox(
  manifests: Repository,
  head: string | undefined,
): ResultAsync<InboxEntry | undefined, GitHubError | LockError> {
  if (head === undefined) return okAsync(undefined);
  return lockAtCommit(manifests, head, FOLDER).map((lock) => lock && { head, release: lock.release });
}

/**
 * Appends a release to the inbox of its app, as a commit on top of the one that was read.
 *
 * @param after - The entry that was read; undefined when the branch must not exist.
 * @returns nothing, `LOST_RACE` when another release came first, or a GitHub error.
 * @internal
 */
export function appendToInbox(
  manifests: Repository,
  release: Release,
  after: InboxEntry | undefined,
): ResultAsync<unknown, GitHubError | LostRaceError> {
  return writeCommit(manifests, {
    message: `Submit ${release.app} ${release.id}`,
    base: undefined,
    files: [{ path: `${FOLDER}/${LOCK_FILE}`, text: encodeLock(inboxLock(release)) }],
    parents: after === undefined ? [] : [after.head],
  }).andThen((commit) => moveBranch(manifests, inboxBranch(release.app), { from: after?.head, to: commit }));
}

/** The inbox is environment zero: a lock without manifests. */
function inboxLock(release: Release): ReleaseLock {
  return {
    schema: 1,
    slot: `inbox/${release.app}`,
    app: release.app,
    environment: "inbox",
    release,
    config: [],
    engines: {},
    files: {},
    content: NO_CONTENT,
    reason: "promotion",
  };
}
