import type { LiveState, NextState, SlotDecision } from "./decide/plan.ts";

/**
 * Says in sentences where a slot stands and why.
 *
 * @example
 * ```ts source="./explain.examples.ts#explainSlot_basic"
 * return plan.slots.map(explainSlot); // "dev/cart runs r-8f3a52c19e0b77d4 successfully."
 * ```
 */
export function explainSlot({ slot, live, next }: SlotDecision): string {
  return [`${slot} ${explainLive(live)}.`, ...(next === undefined ? [] : [`${explainNext(next)}.`])].join(" ");
}

function explainLive(live: LiveState): string {
  switch (live.phase) {
    case "unreadable":
      return `cannot be read: ${live.detail.replace(/\.$/, "")}`;
    case "empty":
      return "has never been deployed";
    case "deploying":
      return `is deploying ${live.release}, waiting for ${live.waitingFor.join(", ")}`;
    case "verifying":
      return `runs ${live.release}, waiting for the verification ${live.waitingFor.join(", ")}`;
    case "succeeded":
      return `runs ${live.release} successfully`;
    case "failed":
      return `failed with ${live.release} at its ${live.why}: ${live.detail}`;
  }
}

function explainNext(next: NextState): string {
  switch (next.step) {
    case "propose":
      return `${next.release} is to be proposed`;
    case "rejected":
      return `${next.release} was rejected here: its pull request was closed without a merge; delete its branch to have it proposed anew`;
    case "older":
      return `${next.release} is older than what runs here, so it is not proposed`;
    case "merge":
      return `Pull request #${next.pullRequest} with ${next.release} is to be merged`;
    case "waiting": {
      const closed = next.gates.filter(({ isOpen }) => !isOpen).map(({ gate, reason }) => `${gate} (${reason})`);
      return `Pull request #${next.pullRequest} with ${next.release} waits for: ${closed.join("; ")}`;
    }
  }
}
