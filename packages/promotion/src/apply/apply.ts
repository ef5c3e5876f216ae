import type { ResultAsync } from "neverthrow";

import type { Action } from "../decide/action.ts";
import type { PromotionError } from "../errors.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView, TrackView, World } from "../world.ts";
import { retireBranch } from "./retire-branch.ts";
import { mergePullRequest } from "./merge.ts";
import type { ActionOutcome, Performed, SkippedSlot } from "./performed.ts";
import { propose } from "./propose.ts";
import { reportGates } from "./report-gates.ts";

/** What came of an action. */
export interface AppliedAction {
  /** The action. */
  readonly action: Action;
  /**
   * What happened. `same-content`: what was to be proposed is deployed already, byte for byte. `lost-race`: another writer was
   * first, and its result stands.
   */
  readonly outcome: ActionOutcome;
  /** Address of the pull request. */
  readonly url: string | undefined;
  /** Why it failed. */
  readonly error: PromotionError | undefined;
  /** Slots that had to be left out of a proposal, and why. */
  readonly skipped: readonly SkippedSlot[];
  /** What GitHub refused without keeping the action from happening, such as a reviewer who may not review. */
  readonly warnings: readonly string[];
}

/**
 * Carries out one action. A failure is part of the answer, so that one track never hides the others.
 *
 * @internal
 */
export async function applyAction(context: PromoterContext, world: World, action: Action): Promise<AppliedAction> {
  const result = await perform(context, world, action);
  return result.match(
    ({ outcome, url, skipped = [], warnings = [] }) => ({ action, outcome, url, error: undefined, skipped, warnings }),
    (error) => ({
      action,
      outcome: error.code === "LOST_RACE" ? "lost-race" : "failed",
      url: undefined,
      error,
      skipped: [],
      warnings: [],
    }),
  );
}

function perform(context: PromoterContext, world: World, action: Action): ResultAsync<Performed, PromotionError> {
  const view = world.tracks.find(({ track }) => track.id === action.track);
  if (view === undefined) throw new RangeError(`no track ${action.track} in the pipeline`);
  const repository = context.repository(view.track.repository);
  const url = view.proposal?.pullRequest?.url;
  switch (action.action) {
    case "propose":
      return propose(context, { world, view, slots: slotsOf(world, view) }, action.changes);
    case "report-gates":
      return reportGates(context, view, action).map(() => ({ outcome: "reported", url }));
    case "merge":
      return mergePullRequest(repository, {
        number: action.pullRequest,
        head: action.expectHead,
        method: action.method,
      }).map(() => ({ outcome: "merged", url }));
    case "delete-branch":
      return retireBranch(context, view, action).map(() => ({ outcome: "deleted", url }));
  }
}

function slotsOf({ slots }: World, { track }: TrackView): readonly SlotView[] {
  return slots.filter(({ slot }) => slot.track === track.id);
}
