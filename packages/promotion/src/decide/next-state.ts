import type { ProposalView, PullRequestView, SlotView, World } from "../world.ts";
import { candidateOf } from "./candidate.ts";
import type { GateVerdict, NextState } from "./plan.ts";

/**
 * Tells where the next release of a slot stands, and what keeps it there.
 *
 * @internal
 */
export function nextState(view: SlotView, world: Pick<World, "slots" | "inbox">): NextState | undefined {
  if (view.problem !== undefined) return undefined;
  const candidate = candidateOf(view, world);
  if (candidate === undefined) return abandoned(view);
  const release = candidate.id;
  if (view.proposal?.isRejected === true && view.proposal.lock?.release.id === release) {
    return { step: "rejected", release };
  }
  if (view.comparison?.status === "behind") return { step: "older", release };
  const { proposal } = view;
  const pullRequest = proposal?.pullRequest;
  if (pullRequest === undefined || proposal?.lock?.release.id !== release || pullRequest.mergeable === false) {
    return { step: "propose", release };
  }
  const gates = [
    mergeableGate(pullRequest),
    untouchedGate(proposal),
    ...approvalGate(view, pullRequest),
    ...personGate(view),
  ];
  const step = gates.every(({ isOpen }) => isOpen) ? "merge" : "waiting";
  return { step, release, pullRequest: pullRequest.number, gates };
}

/** An open pull request whose release is no candidate any more: it stays for people to see, and nothing merges it. */
function abandoned({ slot, live, proposal }: SlotView): NextState | undefined {
  if (proposal?.pullRequest === undefined || proposal.lock === undefined) return undefined;
  if (proposal.lock.release.id === live?.lock.release.id) return undefined;
  const upstream = slot.upstream.slots.join(" and ");
  return {
    step: "waiting",
    release: proposal.lock.release.id,
    pullRequest: proposal.pullRequest.number,
    gates: [
      {
        gate: "upstream",
        isOpen: false,
        reason:
          upstream === ""
            ? "the newest release needs no change here, so this one is out of date"
            : `${upstream} must have succeeded with this very release, and has not at the moment`,
      },
    ],
  };
}

function mergeableGate({ mergeable }: PullRequestView): GateVerdict {
  return {
    gate: "mergeable",
    isOpen: mergeable === true,
    reason: mergeable === true ? "GitHub can merge it" : "GitHub has not yet computed whether it can be merged",
  };
}

function untouchedGate({ isOurs }: ProposalView): GateVerdict {
  return {
    gate: "untouched",
    isOpen: isOurs,
    reason: isOurs
      ? "its head is what the promoter rendered"
      : "somebody pushed to its branch: merge it by hand, or delete the branch to have it rendered anew",
  };
}

function approvalGate({ slot, comparison }: SlotView, pullRequest: PullRequestView): readonly GateVerdict[] {
  const { approvers } = pullRequest;
  const needed = slot.policy.approvals;
  if (needed === 0) return [];
  if (pullRequest.objectors.length > 0) {
    return [{ gate: "approval", isOpen: false, reason: `${pullRequest.objectors.join(", ")} requested changes` }];
  }
  if (comparison?.isComplete !== true) {
    const reason = "GitHub does not know all authors of the change, so no approval can count; a person may merge it";
    return [{ gate: "approval", isOpen: false, reason }];
  }
  const authors = new Set(comparison.authors.map((login) => login.toLowerCase()));
  const counted = approvers.filter((login) => !authors.has(login.toLowerCase()));
  const own = approvers.length - counted.length;
  const note = own === 0 ? "" : `; ${own} by authors of the change not counted`;
  const reason = `${counted.length} of ${needed} approvals on the current head${note}`;
  return [{ gate: "approval", isOpen: counted.length >= needed, reason }];
}

function personGate({ slot }: SlotView): readonly GateVerdict[] {
  if (slot.policy.merge === "auto") return [];
  return [{ gate: "person", isOpen: false, reason: "a person merges in this environment" }];
}
