import { encodeLock, LOCK_FILE, type ReleaseLock } from "@gitops/github-reporter";
import { ok, okAsync, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { readGatesMark } from "../gates-status.ts";
import { readCommit } from "../git/commit.ts";
import { lockAtCommit, lockInTree } from "../git/locks.ts";
import { listFiles, type Repository } from "../git/repository.ts";
import type { Slot, Track } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { lockConfiguration } from "../render/configuration.ts";
import type { ProposalView, ProposedSlot } from "../world.ts";
import { orUnreadable } from "./problems.ts";
import { readPullRequest } from "./pull-requests.ts";
import type { TrackSnapshot } from "./snapshot.ts";

/**
 * Reads what the branch of a track proposes, and the pull request that is open for it.
 *
 * @param slots - The slots of the track.
 * @returns the proposal, or undefined when there is no branch.
 * @internal
 */
export function readProposal(
  context: PromoterContext,
  { track, slots }: { readonly track: Track; readonly slots: readonly Slot[] },
  { repository, branches, pulls }: TrackSnapshot,
): ResultAsync<ProposalView | undefined, PromotionError> {
  return safeTry(async function* () {
    const sha = branches.get(track.branch);
    if (sha === undefined) return ok(undefined);
    const mark = yield* readGatesMark(repository, { sha, track: track.id }, context.reporters);
    const changes = yield* readProposedSlots(repository, sha, slots).orElse((error) => orUnreadable(error, {}));
    const listed = pulls.find(({ branch, base }) => branch === track.branch && base === track.baseBranch);
    const read = listed && (yield* readPullRequest(repository, listed, { head: sha, slots }));
    const pullRequest = read && { ...read, gates: mark && { isOpen: mark.isOpen, text: mark.text } };
    return ok({ sha, changes, isOurs: mark !== undefined && !mark.isWithdrawn, pullRequest });
  });
}

/**
 * Reads which slots a proposal changes: those whose lock is another one than in the base that it was made on, which is the
 * last parent of its head.
 *
 * @internal
 */
export function readProposedSlots(
  repository: Repository,
  head: string,
  slots: readonly Slot[],
): ResultAsync<Readonly<Record<string, ProposedSlot>>, PromotionError> {
  const [only, ...others] = slots;
  if (only === undefined) return okAsync({});
  if (others.length === 0) {
    return lockAtCommit(repository, head, only.path).map((lock) =>
      lock === undefined ? {} : { [only.id]: proposed(lock) },
    );
  }
  return safeTry<Readonly<Record<string, ProposedSlot>>, PromotionError>(async function* () {
    const commit = yield* readCommit(repository, head);
    const before = yield* readCommit(repository, commit.parents.at(-1) ?? head);
    const [files, beforeFiles] = [yield* listFiles(repository, commit.tree), yield* listFiles(repository, before.tree)];
    const known = new Map(beforeFiles.map(({ path, sha }) => [path, sha]));
    const shas = new Map(files.map(({ path, sha }) => [path, sha]));
    const found: Record<string, ProposedSlot> = {};
    for (const slot of slots) {
      const path = `${slot.path}/${LOCK_FILE}`;
      if (shas.get(path) === known.get(path)) continue;
      const lock = yield* lockInTree(repository, files, slot.path);
      if (lock !== undefined) found[slot.id] = proposed(lock);
    }
    return ok(found);
  });
}

function proposed(lock: ReleaseLock): ProposedSlot {
  return { lock, configuration: lockConfiguration(lock) };
}

/**
 * Tells whether two locks have the same bytes.
 *
 * @internal
 */
export function isSameLock(one: ReleaseLock | undefined, other: ReleaseLock | undefined): boolean {
  return (one && encodeLock(one)) === (other && encodeLock(other));
}
