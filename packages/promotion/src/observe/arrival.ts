import type { GitHubError, LockError, ReleaseLock } from "@gitops/github-reporter";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import { listLockCommits } from "../git/lock-history.ts";
import { lockAtCommit } from "../git/locks.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { Arrival, LiveView } from "../world.ts";
import { standingOf } from "./standing.ts";

/** Changes of configuration since a release came; with more of them it counts as having always been there. */
const MAX_STEPS = 20;

/**
 * Finds how the live release came to a slot: which one it replaced, and whether that was a step back.
 *
 * @param revision - Revision that the live lock was read at.
 * @internal
 */
export function readArrival(
  context: PromoterContext,
  slot: Slot,
  { live, revision }: { readonly live: LiveView; readonly revision: string },
): ResultAsync<Arrival, GitHubError | LockError> {
  return safeTry<Arrival, GitHubError | LockError>(async function* () {
    const repository = context.repository(slot.repository);
    const commits = yield* listLockCommits(repository, { path: slot.path, revision });
    let first: { readonly commit: string; readonly lock: ReleaseLock } = live;
    for (const { sha } of commits.slice(1, MAX_STEPS)) {
      const lock = yield* lockAtCommit(repository, sha, slot.path);
      if (lock === undefined) break;
      if (lock.release.id !== live.lock.release.id) {
        const standing = yield* standingOf(context, live.lock.release, lock.release);
        const { commit, lock: arrived } = first;
        return ok({ commit, reason: arrived.reason, replaced: lock.release, isStepBack: standing === "ahead" });
      }
      first = { commit: sha, lock };
    }
    return ok({ commit: first.commit, reason: first.lock.reason, replaced: undefined, isStepBack: false });
  });
}

/**
 * What is known without a look at the history.
 *
 * @internal
 */
export function knownArrival({ lock, commit }: Pick<LiveView, "lock" | "commit">): Arrival {
  return { commit, reason: lock.reason, replaced: undefined, isStepBack: false };
}
