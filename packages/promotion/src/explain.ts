import type { LockReason } from "@gitops/github-reporter";

import type { GateVerdict, LiveState, NextState, NextUnproposed, SlotDecision } from "./decide/plan.ts";

const MAX_FILES = 5;

/**
 * Says in sentences where a slot stands and why.
 *
 * @example
 * ```ts source="./explain.examples.ts#explainSlot_basic"
 * return plan.slots.map(explainSlot); // "dev/cart runs r-8f3a52c19e0b77d4 successfully."
 * ```
 */
export function explainSlot({ slot, live, next, held, drift }: SlotDecision): string {
  const sentences = [
    `${slot} ${explainLive(live)}`,
    ...(held === undefined ? [] : [`It is held: ${held}`]),
    ...(drift.length === 0 ? [] : [explainDrift(drift)]),
    ...(next === undefined ? [] : [explainNext(next, held)]),
  ];
  return sentences.map((sentence) => `${withoutStop(sentence)}.`).join(" ");
}

function explainLive(live: LiveState): string {
  switch (live.phase) {
    case "unreadable":
      return `cannot be read: ${live.detail}`;
    case "empty":
      return "has never been deployed";
    case "deploying":
      return `is deploying ${live.release} since ${live.since}, waiting for ${list(live.waitingFor)}; silence after ${live.deadline} is a failure`;
    case "verifying":
      return `runs ${live.release}, waiting for the verification ${list(live.waitingFor)}; silence after ${live.deadline} is a failure`;
    case "succeeded":
      return `runs ${live.release} successfully`;
    case "failed":
      return `failed with ${live.release} at its ${live.why}: ${live.detail}`;
  }
}

function explainDrift(files: readonly string[]): string {
  const shown = files.slice(0, MAX_FILES);
  const rest = files.length - shown.length;
  const more = rest === 0 ? "" : ` and ${rest} more`;
  return `Somebody changed ${list(shown)}${more} by hand; the next proposal that is merged overwrites it`;
}

function explainNext(next: NextState, held: string | undefined): string {
  switch (next.step) {
    case "merge":
      return `Pull request #${next.pullRequest} with ${what(next)} is to be merged`;
    case "waiting":
      return `Pull request #${next.pullRequest} with ${what(next)} waits for ${closedGates(next.gates)}`;
    case "failed":
    case "held":
    case "older":
    case "propose":
    case "queued":
    case "rejected":
    case "rolled-back":
      return explainUnproposed(next, held);
  }
}

function explainUnproposed(next: NextUnproposed, held: string | undefined): string {
  const { step, detail } = next;
  const release = what(next);
  switch (step) {
    case "propose":
      return `${release} is to be proposed`;
    case "failed":
      return `${release} could not be proposed${because(detail)}`;
    case "queued":
      return `${release} is next in line${because(detail)}`;
    case "held":
      return `${release} is not proposed while the slot is held${detail === held ? "" : because(detail)}`;
    case "rejected":
      return `${release} was rejected here${because(detail)}; to have it all the same, promote it by name`;
    case "rolled-back":
      return `${release} ran here and was taken back, so it is not proposed again${because(detail)}`;
    case "older":
      return `${release} is older than what runs here, so it is not proposed${because(detail)}`;
  }
}

/** Names a release, and why it comes where that is not the usual. */
function what({ release, reason }: { readonly release: string; readonly reason: LockReason }): string {
  switch (reason) {
    case "promotion":
      return release;
    case "config-change":
      return `${release} with the changed configuration`;
    case "rollback":
      return `${release}, as a rollback,`;
    case "override":
      return `${release}, which a person ordered,`;
  }
}

function closedGates(gates: readonly GateVerdict[]): string {
  const closed = gates
    .filter(({ isOpen }) => !isOpen)
    .map(({ gate, reason, recheckAt }) => {
      const facts = [reason, ...(recheckAt === undefined ? [] : [`looked at again at ${recheckAt}`])];
      return `${gate} (${facts.filter((fact) => fact !== "").join(", ")})`.replace(" ()", "");
    });
  return closed.length === 0 ? "a person to merge it" : closed.join("; ");
}

function because(detail: string): string {
  return detail === "" ? "" : `: ${withoutStop(detail)}`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}
