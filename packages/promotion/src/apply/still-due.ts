import { err, ok, type ResultAsync, safeTry } from "neverthrow";

import { LostRaceError, type PromotionError } from "../errors.ts";
import { deleteBranch } from "../git/delete-branch.ts";
import { lockAtCommit } from "../git/locks.ts";
import { readBranch } from "../git/repository.ts";
import { isSameLock } from "../observe/proposal.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView, TrackView } from "../world.ts";

/**
 * Looks once more before a pull request is opened: another promoter may have proposed and merged since the world was
 * read, and our commit may sit on a branch that has served.
 *
 * Whoever moved the branch after that merge sees the merge now; whoever moved it before keeps the merge from happening,
 * for it is bound to the head that was decided on.
 *
 * @param head - Head that the branch was moved to.
 * @returns nothing, or `LOST_RACE` when a slot has changed; the branch is gone then.
 * @internal
 */
export function ensureStillDue(
  context: PromoterContext,
  { track, base }: TrackView,
  slots: readonly SlotView[],
  head: string,
): ResultAsync<undefined, PromotionError> {
  return safeTry<undefined, PromotionError>(async function* () {
    const repository = context.repository(track.repository);
    const now = yield* readBranch(repository, track.baseBranch);
    if (now === undefined || now.sha === base.sha) return ok(undefined);
    for (const { slot, live } of slots) {
      const lock = yield* lockAtCommit(repository, now.sha, slot.path);
      if (isSameLock(lock, live?.lock)) continue;
      yield* deleteBranch(repository, track.branch, head);
      return err(new LostRaceError(`${slot.id} was deployed by somebody else meanwhile`));
    }
    return ok(undefined);
  });
}
