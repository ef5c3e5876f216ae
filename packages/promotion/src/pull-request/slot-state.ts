import type { SlotView } from "../world.ts";

/** What the evidence of a slot says. Unlike the state that `decide` finds, it knows no clock, and so never changes by itself. */
export type SlotState = "unreadable" | "empty" | "deploying" | "verifying" | "succeeded" | "failed";

/** Tells what the evidence of the deployed release of a slot says. */
export function slotState({ slot, live, problem }: SlotView): SlotState {
  if (problem !== undefined) return "unreadable";
  if (live === undefined) return "empty";
  const count = (state: "success" | "failure"): number =>
    live.targets.filter((target) => target.state === state).length;
  const needed = neededOf(slot.policy.success.targets, live.targets.length);
  if (live.targets.length - count("failure") < needed) return "failed";
  if (count("success") < needed) return "deploying";
  if (live.verifications.some(({ state }) => state === "failure")) return "failed";
  return live.verifications.every(({ state }) => state === "success") ? "succeeded" : "verifying";
}

/** Whether a release runs in a slot: as its own lock, or as one that renders to the same bytes. */
export function runsRelease({ live }: SlotView, release: string): boolean {
  return live?.lock.release.id === release || live?.same?.release === release;
}

function neededOf(targets: "all" | "any" | number, count: number): number {
  if (targets === "all") return count;
  return targets === "any" ? Math.min(1, count) : Math.min(targets, count);
}
