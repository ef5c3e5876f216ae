import { createHash } from "node:crypto";

import {
  encodeLock,
  inboxContext,
  LOCK_FILE,
  type Release,
  type ReleaseLock,
  type EnsureError,
} from "@gitops/github-reporter";
import { err, ok, okAsync, type ResultAsync, safeTry } from "neverthrow";

import { InputInvalidError, type LostRaceError, type PromotionError } from "../errors.ts";
import { readCommit } from "../git/commit.ts";
import { lockAtCommit } from "../git/locks.ts";
import { moveBranch } from "../git/move-branch.ts";
import { writeCommit } from "../git/write-commit.ts";
import { isMarked, markCommit } from "../git/mark.ts";
import { orUnreadable } from "../observe/problems.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { fitsPipeline } from "./fits-pipeline.ts";

const FOLDER = "inbox";
const NO_CONTENT = `sha256:${createHash("sha256").digest("hex")}`;

/**
 * A submitted release, and the commit that holds it.
 *
 * @internal
 */
export interface InboxEntry {
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

/** How far back submitted releases are read. */
const MAX_ENTRIES = 100;

/**
 * Reads the submitted releases of an app, the newest first. Whoever may push can write that branch, so only commits that
 * carry our mark count, and only releases that fit the pipeline as it is now; older ones that do not are passed over.
 *
 * @param head - Head of the inbox branch, or undefined when there is none.
 * @param history - Whether those before the newest one are read as well.
 * @internal
 */
export function readInbox(
  context: PromoterContext,
  app: string,
  head: string | undefined,
  { history }: { readonly history: boolean },
): ResultAsync<readonly InboxEntry[], PromotionError> {
  if (head === undefined) return okAsync([]);
  return readEntry(context, app, head).andThen((newest) => {
    if (!history || newest === undefined) return okAsync(newest === undefined ? [] : [newest]);
    return readOlder(context, app, newest);
  });
}

function readEntry(
  context: PromoterContext,
  app: string,
  head: string,
): ResultAsync<InboxEntry | undefined, PromotionError> {
  const home = context.repository(context.pipeline.repository);
  return lockAtCommit(home, head, FOLDER).andThen((lock) => {
    if (lock === undefined) return okAsync(undefined);
    const { release } = lock;
    return isMarked(home, head, { context: inboxContext(app), id: release.id }, context.reporters)
      .andThen((isOurs) => (isOurs ? ok(release) : err(notSubmitted(app, head))))
      .andThen(() => fitsPipeline(context.pipeline, release))
      .map(() => ({ head, release }));
  });
}

function readOlder(
  context: PromoterContext,
  app: string,
  newest: InboxEntry,
): ResultAsync<readonly InboxEntry[], PromotionError> {
  return safeTry<readonly InboxEntry[], PromotionError>(async function* () {
    const home = context.repository(context.pipeline.repository);
    const entries = [newest];
    let { parents } = yield* readCommit(home, newest.head);
    while (parents[0] !== undefined && entries.length < MAX_ENTRIES) {
      const [sha] = parents;
      const entry = yield* readEntry(context, app, sha).orElse((error) => orUnreadable(error, undefined));
      if (entry !== undefined) entries.push(entry);
      ({ parents } = yield* readCommit(home, sha));
    }
    return ok(entries);
  });
}

function notSubmitted(app: string, head: string): InputInvalidError {
  return new InputInvalidError(
    `The head ${head} of ${inboxBranch(app)} was not submitted by a declared account; delete the branch and submit again`,
  );
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
  const home = context.repository(context.pipeline.repository);
  const mark = {
    context: inboxContext(release.app),
    id: release.id,
    text: `Submitted ${release.id}`,
    at: context.now(),
  };
  return writeCommit(home, {
    message: `Submit ${release.app} ${release.id}`,
    base: undefined,
    files: [{ path: `${FOLDER}/${LOCK_FILE}`, text: encodeLock(inboxLock(release)) }],
    parents: after === undefined ? [] : [after.head],
  })
    .andThen((commit) => markCommit(home, commit, mark, context.reporters).map(() => commit))
    .andThen((commit) => moveBranch(home, inboxBranch(release.app), { from: after?.head, to: commit }));
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
