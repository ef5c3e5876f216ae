import { encodeLock, type ReleaseLock } from "@gitops/github-reporter";
import { err, ok, type ResultAsync, safeTry } from "neverthrow";

import { LostRaceError, type PromotionError } from "../errors.ts";
import { deleteBranch } from "../git/delete-branch.ts";
import { lockAtCommit } from "../git/locks.ts";
import { readBranch } from "../git/repository.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView, World } from "../world.ts";

/**
 * Looks once more before a pull request is opened: another promoter may have proposed and merged since the world was
 * read, and our commit may sit on a branch that has served.
 *
 * Whoever moved the branch after that merge sees the merge now; whoever moved it before keeps the merge from happening,
 * for it is bound to the head that was decided on.
 *
 * @param head - Head that the branch was moved to.
 * @returns nothing, or `LOST_RACE` when the slot has changed; the branch is gone then.
 * @internal
 */
export function ensureStillDue(
  { manifests, pipeline }: PromoterContext,
  { base }: World,
  { slot, live }: SlotView,
  head: string,
): ResultAsync<undefined, PromotionError> {
  return safeTry<undefined, PromotionError>(async function* () {
    const now = yield* readBranch(manifests, pipeline.baseBranch);
    if (now === undefined || now.sha === base.sha) return ok(undefined);
    const lock = yield* lockAtCommit(manifests, now.sha, slot.path);
    if (isSame(lock, live?.lock)) return ok(undefined);
    yield* deleteBranch(manifests, slot.branch, head);
    return err(new LostRaceError(`${slot.id} was deployed by somebody else meanwhile`));
  });
}

function isSame(one: ReleaseLock | undefined, other: ReleaseLock | undefined): boolean {
  return (one && encodeLock(one)) === (other && encodeLock(other));
}
