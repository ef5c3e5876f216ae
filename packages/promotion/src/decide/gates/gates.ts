import type { Gate } from "../../pipeline/policy.ts";
import type { ProposalView, PullRequestView, SlotView } from "../../world.ts";
import { orderedHold } from "../held.ts";
import type { KnownWorld } from "../known-world.ts";
import type { GateVerdict } from "../plan.ts";
import { validRequest } from "../wish.ts";
import { approvalVerdict } from "./approval.ts";
import type { CarriedSlot } from "./carried-slot.ts";
import { dependencyVerdicts, type DependencyFacts } from "./dependencies.ts";
import { upstreamVerdicts } from "./upstream.ts";

/**
 * Judges every gate between a pull request and its merge, for one of the slots that it changes.
 *
 * @internal
 */
export function gateVerdicts(carried: CarriedSlot, world: KnownWorld, facts: DependencyFacts): readonly GateVerdict[] {
  const { view, proposal, pullRequest } = carried;
  const verdicts = [
    mergeable(pullRequest),
    untouched(proposal),
    ...upstreamVerdicts(carried, world),
    ...dependencyVerdicts(view, facts),
    ...view.slot.policy.gates.flatMap((gate) => policyVerdicts(gate, carried)),
    ...holdVerdicts(carried, world.at),
    ...driftVerdicts(view),
    ...personVerdicts(carried),
  ];
  return verdicts.map((verdict) => bypassed(verdict, carried));
}

/** An automatic way back restores what people approved before, at once. */
function isAutomaticWayBack({ view, change }: CarriedSlot): boolean {
  return change.reason === "rollback" && validRequest(view) === undefined && view.slot.policy.onFailure === "rollback";
}

function policyVerdicts(gate: Gate, carried: CarriedSlot): readonly GateVerdict[] {
  const { view, change, pullRequest } = carried;
  switch (gate.kind) {
    case "approval":
      return isAutomaticWayBack(carried) ? [] : [approvalVerdict(gate, view, pullRequest)];
    case "checks":
    case "custom": {
      if (isAutomaticWayBack(carried)) return [];
      const name = gate.kind === "custom" ? gate.name : "checks";
      const found = view.verdicts.filter((verdict) => verdict.gate === name);
      return found.length > 0 ? found : [{ gate: name, isOpen: false, reason: "it has not been judged yet" }];
    }
    case "soak":
      // What already ran here has nothing to prove upstream.
      return change.reason === "promotion" ? [unjudged("soak", `a release has to run ${gate.duration} upstream`)] : [];
    case "window":
      return change.reason === "rollback" ? [] : [unjudged("window", "releases go on at certain times only")];
  }
}

/** Unknown is never open. */
function unjudged(gate: string, rule: string): GateVerdict {
  return { gate, isOpen: false, reason: `${rule}, which this version does not judge: a person merges` };
}

function mergeable({ mergeable: can }: PullRequestView): GateVerdict {
  return {
    gate: "mergeable",
    isOpen: can === true,
    reason: can === true ? "GitHub can merge it" : "GitHub has not yet computed whether it can be merged",
  };
}

function untouched({ isOurs }: ProposalView): GateVerdict {
  return {
    gate: "untouched",
    isOpen: isOurs,
    reason: isOurs
      ? "its head is what the promoter made"
      : "somebody pushed to its branch: merge it by hand, or delete the branch and ask for the release again",
  };
}

function holdVerdicts({ view, change }: CarriedSlot, at: string): readonly GateVerdict[] {
  const request = validRequest(view);
  const held = orderedHold(view, at);
  if (held === undefined || request?.release.id === change.release.id) return [];
  return [{ gate: "hold", isOpen: false, reason: held }];
}

function driftVerdicts({ live }: SlotView): readonly GateVerdict[] {
  const [first, ...others] = live?.drift ?? [];
  if (first === undefined) return [];
  const files = others.length === 0 ? first : `${first} and ${others.length} more`;
  const reason = `somebody edited ${files} by hand, and the merge overwrites it: a person decides`;
  return [{ gate: "drift", isOpen: false, reason }];
}

function personVerdicts(carried: CarriedSlot): readonly GateVerdict[] {
  if (carried.view.slot.policy.merge === "auto" || isAutomaticWayBack(carried)) return [];
  return [{ gate: "person", isOpen: false, reason: "a person merges in this environment" }];
}

/** Facts of Git and GitHub, which nobody can wave through. */
export const UNBYPASSABLE: readonly string[] = ["mergeable", "untouched"];

function bypassed(verdict: GateVerdict, { view, change }: CarriedSlot): GateVerdict {
  const request = validRequest(view);
  if (verdict.isOpen || UNBYPASSABLE.includes(verdict.gate)) return verdict;
  if (request?.release.id !== change.release.id || !request.bypass.includes(verdict.gate)) return verdict;
  return { ...verdict, isOpen: true, reason: `${request.by} bypasses it: ${request.reason}` };
}
