import { encodeLock, type ReleaseLock } from "@gitops/github-reporter";
import { err, ok, type ResultAsync, safeTry } from "neverthrow";

import { LostRaceError, type PromotionError } from "../errors.ts";
import { deleteBranch } from "../git/delete-branch.ts";
import { lockAtCommit } from "../git/locks.ts";
import { readBranch } from "../git/repository.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView, World } from "../world.ts";

/**
 * Looks once more after a proposal branch was created: another promoter may have proposed, merged and cleaned up since
 * the world was read, and then the name of the branch was free again.
 *
 * That promoter deletes its branch after the merge, so whoever could create the branch sees the merge now.
 *
 * @param head - Head of the branch that was created.
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
