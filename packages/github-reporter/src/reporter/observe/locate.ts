import type { ResultAsync } from "neverthrow";
import { err, ok, okAsync } from "neverthrow";

import type { GitHubClient } from "../../github/call.ts";
import type { GitHubError } from "../../github/errors.ts";
import type { LockError } from "../../lock/errors.ts";
import { LockUnreadableError } from "../../lock/errors.ts";
import type { ReleaseLock } from "../../lock/lock.ts";
import type { SlotRevision } from "../../lock/read.ts";
import { listLockCommits, lockPath, readLock } from "../../lock/read.ts";
import type { Release } from "../../lock/release.ts";
import type { CommitAddress } from "../../github/commit-address.ts";
import { boundedMap } from "../bounded-map.ts";
import type { ReportedSlot } from "../target.ts";

/** Where the evidence about a slot at a revision belongs. */
export interface Location {
  /** Introducing commit of the release lock; the reported commit where there is no lock. */
  readonly commit: CommitAddress;
  /** Release that the slot carries; undefined where there is no lock. */
  readonly release: Release | undefined;
  /** Commits that changed the lock before, the latest first; not all of them. */
  readonly earlier: readonly string[];
}

/** Why the location of a slot cannot be told. */
export type LocateError = GitHubError | LockError;

/** Finds the location of a slot at a revision; undefined when the revision has no lock in the slot. */
export type Locate = (
  client: GitHubClient,
  target: ReportedSlot,
  revision: string,
) => ResultAsync<Location | undefined, LocateError>;

// Deployments that can be under way when the next one ends; a deployment that got stuck long ago is left as it is.
const EARLIER = 9;

/** Makes a {@link Locate} that asks GitHub once for each slot and revision: a commit never changes. */
export function createLocate(capacity: number): Locate {
  const known = boundedMap<Location>(capacity);
  return (client, target, revision) => {
    const { repository, path } = target;
    if (path === undefined) return okAsync({ commit: { repository, sha: revision }, release: undefined, earlier: [] });
    const key = [repository, path, target.slot, target.app, target.source ?? "", revision].join(" ");
    const remembered = known.get(key);
    if (remembered !== undefined) return okAsync(remembered);
    return ask(client, target, { repository, path, revision }).map((location) => {
      if (location !== undefined) known.set(key, location);
      return location;
    });
  };
}

function ask(
  client: GitHubClient,
  target: ReportedSlot,
  slot: SlotRevision,
): ResultAsync<Location | undefined, LocateError> {
  // The history is asked first: unlike the file, it tells a missing lock from a repository that the token cannot see.
  return listLockCommits(client, slot, EARLIER + 1).andThen(([sha, ...earlier]) =>
    sha === undefined
      ? okAsync(undefined)
      : readLock(client, slot).andThen((lock) => {
          const foreign = lock && foreignPart(lock, target);
          if (foreign !== undefined) return err(notOfTarget(slot, foreign));
          const commit = { repository: slot.repository, sha };
          return ok(lock && { commit, release: lock.release, earlier });
        }),
  );
}

/** Says what a lock speaks of, where that is not the target; the lock is data that a pull request can change. */
function foreignPart({ slot, app, release }: ReleaseLock, target: ReportedSlot): string | undefined {
  if (slot !== target.slot) return `the slot ${slot} instead of ${target.slot}`;
  if (app !== target.app) return `the app ${app} instead of ${target.app}`;
  const { repository } = release.source;
  const { source } = target;
  if (source === undefined || source.toLowerCase() === repository.toLowerCase()) return undefined;
  return `a release of ${repository} instead of ${source}`;
}

function notOfTarget(slot: SlotRevision, foreign: string): LockUnreadableError {
  return new LockUnreadableError(
    `${lockPath(slot)} in ${slot.repository} at ${slot.revision} speaks of ${foreign}. Restore it from its last commit, or correct the target.`,
  );
}
