import { createHash } from "node:crypto";

import {
  encodeLock,
  LOCK_FILE,
  type AppInEnvironment,
  type Release,
  type ReleaseLock,
  type EnsureError,
} from "@gitops/github-reporter";
import { err, ok, okAsync, type ResultAsync } from "neverthrow";

import { InputInvalidError, type LostRaceError, type PromotionError } from "../errors.ts";
import { lockAtCommit } from "../git/locks.ts";
import { moveBranch } from "../git/move-branch.ts";
import { writeCommit } from "../git/write-commit.ts";
import { isMarked, markCommit } from "../commit-mark.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { fitsPipeline } from "./fits-pipeline.ts";

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
 * Reads the newest submitted release of an app. Whoever may push can write that branch, so only a commit that carries our
 * mark counts, and only a release that fits the pipeline as it is now.
 *
 * @param head - Head of the inbox branch, or undefined when there is none.
 * @internal
 */
export function readInbox(
  context: PromoterContext,
  app: string,
  head: string | undefined,
): ResultAsync<InboxEntry | undefined, PromotionError> {
  if (head === undefined) return okAsync(undefined);
  return lockAtCommit(context.manifests, head, FOLDER).andThen((lock) => {
    if (lock === undefined) return okAsync(undefined);
    return isMarked(context, inboxSlot(app), head)
      .andThen((isOurs) => (isOurs ? ok(lock.release) : err(notSubmitted(app, head))))
      .andThen((release) => fitsPipeline(context.pipeline, release))
      .map((release) => ({ head, release }));
  });
}

function notSubmitted(app: string, head: string): InputInvalidError {
  return new InputInvalidError(
    `The head ${head} of ${inboxBranch(app)} was not submitted by a declared account; delete the branch and submit again`,
  );
}

/** The inbox stands beside the environments, also in the names of statuses. */
function inboxSlot(app: string): AppInEnvironment {
  return { environment: "inbox", app };
}

/**
 * Appends a release to the inbox of its app, as a commit on top of the one that was read.
 *
 * @param after - The entry that was read; undefined when the branch must not exist.
 * @returns nothing, `LOST_RACE` when another release came first, or a GitHub error.
 * @internal
 */
export function appendToInbox(
  context: PromoterContext,
  release: Release,
  after: InboxEntry | undefined,
): ResultAsync<unknown, EnsureError | LostRaceError> {
  const { manifests } = context;
  return writeCommit(manifests, {
    message: `Submit ${release.app} ${release.id}`,
    base: undefined,
    files: [{ path: `${FOLDER}/${LOCK_FILE}`, text: encodeLock(inboxLock(release)) }],
    parents: after === undefined ? [] : [after.head],
  })
    .andThen((commit) => markCommit(context, inboxSlot(release.app), { commit, release }).map(() => commit))
    .andThen((commit) => moveBranch(manifests, inboxBranch(release.app), { from: after?.head, to: commit }));
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
