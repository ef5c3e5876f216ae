import { isSameConfiguration } from "../render/configuration.ts";
import type { ProposalView, PullRequestView, SlotView, TrackView } from "../world.ts";
import type { Action, SlotChange } from "./action.ts";
import type { KnownWorld } from "./known-world.ts";
import { gateVerdicts } from "./gates/gates.ts";
import { summarizeGates } from "./gates/summary.ts";
import type { GateVerdict, NextState } from "./plan.ts";
import type { Wish } from "./wish.ts";

/** What every slot should become. */
export type KnownWishes = ReadonlyMap<string, { readonly view: SlotView; readonly wish: Wish | undefined }>;

interface Known {
  readonly world: KnownWorld;
  readonly wishes: KnownWishes;
}

interface TrackDecision {
  readonly next: ReadonlyMap<string, NextState>;
  readonly actions: readonly Action[];
}

/**
 * Decides about the one pull request of a track: what it has to carry, whether it may be merged, when its branch has to go.
 *
 * @internal
 */
export function decideTrack(view: TrackView, slots: readonly SlotView[], known: Known): TrackDecision {
  const wanted = slots.flatMap(({ slot }) => {
    const wish = known.wishes.get(slot.id)?.wish;
    return wish?.step === "propose" ? [wish.change] : [];
  });
  const { proposal } = view;
  if (proposal !== undefined && hasServed(proposal, slots)) {
    return { next: unproposed(slots, known), actions: [deleteBranch(view, proposal, "served")] };
  }
  const pullRequest = proposal?.pullRequest;
  if (proposal === undefined || pullRequest === undefined) {
    const actions = wanted.length === 0 ? [] : [propose(view, wanted)];
    return { next: unproposed(slots, known), actions };
  }
  if (wanted.length === 0) return keep(view, { proposal, pullRequest }, slots, known);
  if (pullRequest.mergeable === false || !isUpToDate(proposal, wanted, slots)) {
    return { next: unproposed(slots, known), actions: [propose(view, wanted)] };
  }
  return judge(view, { proposal, pullRequest, changes: wanted }, slots, known);
}

/**
 * Tells whether what the branch proposes is live, whoever merged it. The branch has to go before the next proposal:
 * appended to a squashed branch, a pull request would list commits that were merged long ago. A pull request that is still
 * open goes with it: two promoters proposed the same, and one of them was faster.
 */
function hasServed({ changes, isOurs, pullRequest }: ProposalView, slots: readonly SlotView[]): boolean {
  if (pullRequest !== undefined && !isOurs) return false;
  const proposed = Object.entries(changes);
  return (
    proposed.length > 0 &&
    proposed.every(([id, { lock }]) => {
      const live = slots.find(({ slot }) => slot.id === id)?.live;
      return live?.lock.release.id === lock.release.id && live.lock.content === lock.content;
    })
  );
}

/** A head is written anew only when a slot has to become something else, or when GitHub cannot merge it any more. */
function isUpToDate({ changes }: ProposalView, wanted: readonly SlotChange[], slots: readonly SlotView[]): boolean {
  if (Object.keys(changes).length !== wanted.length) return false;
  return wanted.every(({ slot: id, release, reason, restore }) => {
    const proposed = changes[id];
    if (proposed?.lock.release.id !== release.id || proposed.lock.reason !== reason) return false;
    const configuration = slots.find(({ slot }) => slot.id === id)?.configuration;
    if (restore !== undefined || configuration === undefined) return true;
    return isSameConfiguration(proposed.configuration, configuration);
  });
}

/**
 * Nothing of what the pull request carries is due at the moment. A promotion stays for people to see, and nothing merges
 * it: what it waits for may succeed again. A way back from a failure that healed, and what somebody asked for in another
 * situation, have to go.
 */
function keep(
  view: TrackView,
  { proposal, pullRequest }: { readonly proposal: ProposalView; readonly pullRequest: PullRequestView },
  slots: readonly SlotView[],
  known: Known,
): TrackDecision {
  const changes = Object.entries(proposal.changes).map(([slot, { lock }]): SlotChange => ({
    slot,
    release: lock.release,
    reason: lock.reason,
    restore: undefined,
  }));
  const isVoid = changes.length > 0 && changes.every(({ reason }) => reason === "rollback" || reason === "override");
  if (isVoid && proposal.isOurs) {
    return { next: unproposed(slots, known), actions: [deleteBranch(view, proposal, "withdrawn")] };
  }
  return judge(view, { proposal, pullRequest, changes }, slots, known);
}

function judge(
  { track }: TrackView,
  {
    proposal,
    pullRequest,
    changes,
  }: {
    readonly proposal: ProposalView;
    readonly pullRequest: PullRequestView;
    readonly changes: readonly SlotChange[];
  },
  slots: readonly SlotView[],
  { world, wishes }: Known,
): TrackDecision {
  const carried = changes.map(({ slot }) => slot);
  const judged = changes.flatMap((change) => {
    const view = slots.find(({ slot }) => slot.id === change.slot);
    if (view === undefined) return [];
    const wish = wishes.get(change.slot)?.wish;
    const verdicts = gateVerdicts({ view, change, proposal, pullRequest }, world, { at: world.at, wishes, carried });
    return [{ change, gates: [...dueVerdicts(wish), ...verdicts] }];
  });
  const gates = judged.flatMap((one) => one.gates);
  const isOpen = gates.length > 0 && gates.every((gate) => gate.isOpen);
  const next = new Map(unproposed(slots, { world, wishes }));
  for (const { change, gates: own } of judged) {
    const { release, reason } = change;
    const step = isOpen ? "merge" : "waiting";
    next.set(change.slot, { step, release: release.id, reason, pullRequest: pullRequest.number, gates: own });
  }
  const merge: Action = {
    action: "merge",
    track: track.id,
    pullRequest: pullRequest.number,
    method: slots[0]?.slot.policy.mergeMethod ?? "merge",
    expectHead: proposal.sha,
  };
  return { next, actions: [...reportGates(track.id, { proposal, pullRequest, gates }), ...(isOpen ? [merge] : [])] };
}

/** What is not due at the moment is not merged, whatever its gates say. */
function dueVerdicts(wish: Wish | undefined): readonly GateVerdict[] {
  if (wish?.step === "propose") return [];
  const gate = wish?.step === "held" ? "hold" : "upstream";
  const reason =
    wish === undefined
      ? "it is not due here at the moment: what comes before it has moved on, or does not run it successfully"
      : wish.detail;
  return [{ gate, isOpen: false, reason }];
}

function reportGates(
  track: string,
  {
    proposal,
    pullRequest,
    gates,
  }: {
    readonly proposal: ProposalView;
    readonly pullRequest: PullRequestView;
    readonly gates: readonly GateVerdict[];
  },
): readonly Action[] {
  // A commit that somebody else pushed gets no status of ours: a branch rule that requires it keeps it out.
  if (!proposal.isOurs) return [];
  const { isOpen, text } = summarizeGates(gates);
  const shown = pullRequest.gates;
  if (shown?.isOpen === isOpen && shown.text === text) return [];
  return [{ action: "report-gates", track, isOpen, text, expectHead: proposal.sha }];
}

function unproposed(slots: readonly SlotView[], { wishes }: Known): ReadonlyMap<string, NextState> {
  return new Map(
    slots.flatMap(({ slot }): readonly (readonly [string, NextState])[] => {
      const wish = wishes.get(slot.id)?.wish;
      if (wish === undefined) return [];
      if (wish.step !== "propose") return [[slot.id, wish]];
      const { release, reason } = wish.change;
      return [[slot.id, { step: "propose", release: release.id, reason, detail: "" }]];
    }),
  );
}

function propose({ track, proposal }: TrackView, changes: readonly SlotChange[]): Action {
  return { action: "propose", track: track.id, changes, expectHead: proposal?.sha };
}

function deleteBranch({ track }: TrackView, { sha }: ProposalView, why: "served" | "withdrawn"): Action {
  return { action: "delete-branch", track: track.id, branch: track.branch, why, expectHead: sha };
}
