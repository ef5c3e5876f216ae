import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { LockError } from "../lock/errors.ts";
import type { SlotRevision } from "../lock/read.ts";
import { findIntroducingCommit, readLock } from "../lock/read.ts";
import type { Release } from "../lock/release.ts";
import type { CommitAddress } from "../status/read.ts";
import { boundedMap } from "./bounded-map.ts";
import type { ResolvedTarget } from "./target.ts";

/** Where the evidence about a slot at a revision belongs. */
export interface Location {
  /** Introducing commit of the release lock; the reported commit where there is no lock. */
  readonly commit: CommitAddress;
  /** Release that the slot carries; undefined where there is no lock. */
  readonly release: Release | undefined;
}

/** Finds the location of a slot at a revision; undefined when the revision has no lock in the slot. */
export type Locate = (
  client: GitHubClient,
  target: ResolvedTarget,
  revision: string,
) => ResultAsync<Location | undefined, GitHubError | LockError>;

/** Makes a {@link Locate} that asks GitHub once for each slot and revision: a commit never changes. */
export function createLocate(capacity: number): Locate {
  const known = boundedMap<Location>(capacity);
  return (client, { repository, path }, revision) => {
    if (path === undefined) return okAsync({ commit: { repository, sha: revision }, release: undefined });
    const key = `${repository} ${path} ${revision}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return okAsync(remembered);
    return ask(client, { repository, path, revision }).map((location) => {
      if (location !== undefined) known.set(key, location);
      return location;
    });
  };
}

function ask(client: GitHubClient, slot: SlotRevision): ResultAsync<Location | undefined, GitHubError | LockError> {
  // The history is asked first: unlike the file, it tells a missing lock from a repository that the token cannot see.
  return findIntroducingCommit(client, slot).andThen((sha) =>
    sha === undefined
      ? okAsync(undefined)
      : readLock(client, slot).map((lock) => {
          const commit = { repository: slot.repository, sha };
          return lock && { commit, release: lock.release };
        }),
  );
}
