import { diffResources } from "@gitops/manifest-renderer";
import { ResultAsync } from "neverthrow";

import { foreseeGates } from "../decide/foresee-gates.ts";
import { summarizeGates } from "../decide/gates/summary.ts";
import type { PromotionError } from "../errors.ts";
import { readAuthors } from "../observe/authors.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { pullRequestBody } from "../pull-request/body.ts";
import type { PullRequestContent } from "../pull-request/content.ts";
import type { WantedPullRequest } from "../pull-request/ensure-pull-request.ts";
import { highLevelChanges } from "../pull-request/high-level-changes.ts";
import { pullRequestLabels } from "../pull-request/labels.ts";
import { pullRequestReviewers } from "../pull-request/reviewers.ts";
import { pullRequestTitle } from "../pull-request/title.ts";
import type { GatesStatus, TrackView, World } from "../world.ts";
import type { PreparedSlot } from "./prepare-slot.ts";

/**
 * What a pull request shows, and how its gates stand when it is opened.
 *
 * @internal
 */
export interface DescribedProposal extends Omit<WantedPullRequest, "track" | "proposal"> {
  readonly gates: GatesStatus;
}

/**
 * Writes down what a pull request is to show of a proposal.
 *
 * @internal
 */
export function describeProposal(
  context: PromoterContext,
  {
    world,
    view,
    prepared,
  }: { readonly world: World; readonly view: TrackView; readonly prepared: readonly PreparedSlot[] },
): ResultAsync<DescribedProposal, PromotionError> {
  return ResultAsync.combine(prepared.map((slot) => withAuthors(context, slot))).map((slots) => {
    const gates = foreseeGates(world, view, slots);
    const { track } = view;
    const content: PullRequestContent = {
      pipeline: world.pipeline,
      track,
      slots: world.slots,
      changes: slots.map((slot) => ({
        change: slot.change,
        view: slot.view,
        diffs: diffResources(slot.planned.before, slot.planned.after),
        warnings: slot.warnings,
        drift: slot.view.live?.drift ?? [],
        highLevel: highLevelChanges(slot.planned.highLevel.before, slot.planned.highLevel.after),
        gates: gates.get(slot.change.slot) ?? [],
      })),
      hasMoreSlots: false,
    };
    return {
      gates: summarizeGates([...gates.values()].flat()),
      title: pullRequestTitle(track, content.changes),
      body: pullRequestBody(content, { webUrl: context.webUrl }),
      labels: pullRequestLabels(track, content.changes),
      reviewers: pullRequestReviewers(track, content.changes),
    };
  });
}

/** Whose approval will count is asked anyway, as soon as the pull request is open. */
function withAuthors(context: PromoterContext, slot: PreparedSlot): ResultAsync<PreparedSlot, PromotionError> {
  const { view, lock } = slot;
  return readAuthors(context, view.live?.lock, lock).map((authors) => ({ ...slot, view: { ...view, authors } }));
}
