import type { ResultAsync } from "neverthrow";

import { candidateOf } from "../decide/candidate.ts";
import type { Action } from "../decide/action.ts";
import type { PromotionError } from "../errors.ts";
import { deleteBranch } from "../git/delete-branch.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { World } from "../world.ts";
import { mergePullRequest } from "./merge.ts";
import { propose } from "./propose.ts";
import type { Proposed } from "./proposed.ts";

/** What came of an action. */
export interface AppliedAction {
  /** The action. */
  readonly action: Action;
  /** What happened. `lost-race`: another writer was first, and its result stands. */
  readonly outcome: Proposed["outcome"] | "merged" | "deleted" | "lost-race" | "failed";
  /** Address of the pull request. */
  readonly url: string | undefined;
  /** Why it failed. */
  readonly error: PromotionError | undefined;
}

/**
 * Carries out one action. A failure is part of the answer, so that one slot never hides the others.
 *
 * @internal
 */
export async function applyAction(context: PromoterContext, world: World, action: Action): Promise<AppliedAction> {
  const result = await perform(context, world, action);
  return result.match(
    ({ outcome, url }) => ({ action, outcome, url, error: undefined }),
    (error) => ({ action, outcome: error.code === "LOST_RACE" ? "lost-race" : "failed", url: undefined, error }),
  );
}

type Performed = Pick<AppliedAction, "outcome" | "url">;

function perform(context: PromoterContext, world: World, action: Action): ResultAsync<Performed, PromotionError> {
  const view = world.slots.find(({ slot }) => slot.id === action.slot);
  if (view === undefined) throw new RangeError(`no slot ${action.slot} in the pipeline`);
  switch (action.action) {
    case "propose": {
      const release = candidateOf(view, world);
      if (release?.id !== action.release)
        throw new RangeError(`${action.release} is not the candidate of ${action.slot}`);
      return propose(context, world, view, release);
    }
    case "merge": {
      const pull = { number: action.pullRequest, head: action.expectHead, method: action.method };
      const url = view.proposal?.pullRequest?.url;
      return mergePullRequest(context.manifests, pull).map(() => ({ outcome: "merged", url }));
    }
    case "delete-branch":
      return deleteBranch(context.manifests, action.branch, action.expectHead).map(() => ({
        outcome: "deleted",
        url: undefined,
      }));
  }
}
