import type { SlotView, World } from "../world.ts";
import type { Action } from "./action.ts";
import { liveState } from "./live-state.ts";
import { nextState } from "./next-state.ts";
import type { NextState, Plan } from "./plan.ts";

/** How long GitHub may take to compute whether a pull request can be merged. */
const COMPUTING_MS = 3_000;

/**
 * Decides what happens next: the whole promotion policy as one pure, total function.
 *
 * @param world - Git and GitHub as they were read at one moment.
 * @returns where every slot stands, and the actions that bring it forward. Nothing to do gives no actions.
 * @example
 * ```ts source="./decide.examples.ts#decide_basic"
 * const { slots, actions } = decide(world);
 * return [...slots.map(explainSlot), ...actions.map(({ action, slot }) => `${action} ${slot}`)];
 * ```
 */
export function decide(world: World): Plan {
  const decided = world.slots.map((view) => {
    const next = nextState(view, world);
    const actions = hasServed(view) ? deleteBranch(view) : advance(view, next);
    return { decision: { slot: view.slot.id, live: liveState(view), next }, actions };
  });
  return {
    slots: decided.map(({ decision }) => decision),
    actions: decided.flatMap(({ actions }) => actions),
    wakeAt: world.slots.some(isComputing) ? later(world.at, COMPUTING_MS) : undefined,
  };
}

/**
 * Tells whether what the slot's branch proposes is live, whoever merged it. The branch has to go before the next
 * proposal: appended to a squashed branch, a pull request would list commits that were merged long ago. A pull request
 * that is still open goes with it: two promoters proposed the same, and one of them was faster.
 */
function hasServed({ live, proposal }: SlotView): boolean {
  if (live === undefined || proposal?.lock === undefined) return false;
  if (proposal.pullRequest !== undefined && !proposal.isOurs) return false;
  return live.lock.release.id === proposal.lock.release.id && live.lock.content === proposal.lock.content;
}

function deleteBranch({ slot, proposal }: SlotView): readonly Action[] {
  if (proposal === undefined) return [];
  return [{ action: "delete-branch", slot: slot.id, branch: slot.branch, expectHead: proposal.sha }];
}

function advance(view: SlotView, next: NextState | undefined): readonly Action[] {
  switch (next?.step) {
    case "propose":
      return [
        {
          action: "propose",
          slot: view.slot.id,
          release: next.release,
          expectHead: view.proposal?.sha,
        },
      ];
    case "merge":
      return view.proposal === undefined
        ? []
        : [
            {
              action: "merge",
              slot: view.slot.id,
              pullRequest: next.pullRequest,
              method: view.slot.policy.mergeMethod,
              expectHead: view.proposal.sha,
            },
          ];
    case "waiting":
    case "rejected":
    case "older":
    case undefined:
      return [];
  }
}

/** GitHub computes in the background whether a pull request can be merged, and sends no event when it knows. */
function isComputing({ proposal }: SlotView): boolean {
  return proposal?.pullRequest !== undefined && proposal.pullRequest.mergeable === undefined;
}

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
