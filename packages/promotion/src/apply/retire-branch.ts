import { okAsync, type ResultAsync } from "neverthrow";

import type { DeleteBranchAction } from "../decide/action.ts";
import type { PromotionError } from "../errors.ts";
import { deleteBranch } from "../git/delete-branch.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { TrackView } from "../world.ts";
import { writeGates } from "./report-gates.ts";

/**
 * Deletes the branch of a track. GitHub closes its open pull request with it; so that this is not taken for a rejection by
 * a person, the head says first that the proposal was withdrawn.
 *
 * @internal
 */
export function retireBranch(
  context: PromoterContext,
  { track, proposal }: TrackView,
  { branch, expectHead, why }: Pick<DeleteBranchAction, "branch" | "expectHead" | "why">,
): ResultAsync<unknown, PromotionError> {
  const text = why === "served" ? "withdrawn: it is deployed already" : "withdrawn: nobody needs it any more";
  const told =
    proposal?.pullRequest === undefined || !proposal.isOurs
      ? okAsync(undefined)
      : writeGates(context, track, { sha: expectHead, state: "failure", text });
  return told.andThen(() => deleteBranch(context.repository(track.repository), branch, expectHead));
}
