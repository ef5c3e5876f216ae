import type { SlotView } from "../world.ts";
import type { LiveState } from "./plan.ts";

/**
 * Tells where the deployed release of a slot stands, from the evidence alone.
 *
 * A failure of any target or verification is a failure; success needs every one of them; silence is neither.
 *
 * @internal
 */
export function liveState({ live, problem }: SlotView): LiveState {
  if (problem !== undefined) return { phase: "unreadable", detail: problem };
  if (live === undefined) return { phase: "empty" };
  const { commit } = live;
  const release = live.sameAs ?? live.lock.release.id;
  for (const [why, reports] of [
    ["deployment", live.targets],
    ["verification", live.verifications],
  ] as const) {
    const failed = reports.find(({ state }) => state === "failure");
    if (failed !== undefined)
      return { phase: "failed", release, commit, why, detail: `${failed.name}: ${failed.text}` };
  }
  const deploying = unfinished(live.targets);
  if (deploying.length > 0) return { phase: "deploying", release, commit, waitingFor: deploying };
  const verifying = unfinished(live.verifications);
  if (verifying.length > 0) return { phase: "verifying", release, commit, waitingFor: verifying };
  return { phase: "succeeded", release, commit };
}

function unfinished(reports: readonly { readonly name: string; readonly state: string }[]): readonly string[] {
  return reports.filter(({ state }) => state !== "success").map(({ name }) => name);
}
