import type { ApprovalGate } from "../../pipeline/policy.ts";
import type { PullRequestView, SlotView } from "../../world.ts";
import type { GateVerdict } from "../plan.ts";

/**
 * Judges whether enough people approve the head of a pull request.
 *
 * @internal
 */
export function approvalVerdict(gate: ApprovalGate, view: SlotView, pullRequest: PullRequestView): GateVerdict {
  const { approvals, objectors } = pullRequest;
  const closed = (reason: string): GateVerdict => ({ gate: "approval", isOpen: false, reason });
  if (objectors.length > 0) return closed(`${objectors.join(", ")} requested changes`);
  const authors = view.authors ?? { logins: [], isComplete: false };
  if (gate.notAuthor && !authors.isComplete) {
    return closed("GitHub does not know all authors of the change, so no approval can count; a person may merge it");
  }
  const own = new Set(gate.notAuthor ? authors.logins.map(lowerCase) : []);
  const teams = new Set(gate.teams.map(lowerCase));
  const members = approvals.filter((one) => teams.size === 0 || one.teams.some((team) => teams.has(lowerCase(team))));
  const counted = members.filter(({ login }) => !own.has(lowerCase(login)));
  const whose = gate.teams.length === 0 ? "" : ` of ${gate.teams.join(" or ")}`;
  const notes = [
    note(members.length - counted.length, "by authors of the change"),
    note(approvals.length - members.length, "by people of other teams"),
  ];
  const reason = `${counted.length} of ${gate.count} approvals${whose} on the current head${notes.join("")}`;
  return { gate: "approval", isOpen: counted.length >= gate.count, reason };
}

function note(count: number, whose: string): string {
  return count === 0 ? "" : `; ${count} ${whose} not counted`;
}

function lowerCase(login: string): string {
  return login.toLowerCase();
}
