import type { Release } from "@gitops/github-reporter";

import type { LiveView, SlotView, World } from "../world.ts";
import type { LiveState, LiveUnfinished } from "./plan.ts";

/**
 * Tells where the deployed release of a slot stands, from the evidence and the clock alone.
 *
 * A failure of a verification, or of more targets than the policy can do without, is a failure, and so is silence beyond
 * its time; success needs enough targets and every verification.
 *
 * @internal
 */
export function liveState({ slot, live, problem }: SlotView, at: string): LiveState {
  if (problem !== undefined) return { phase: "unreadable", detail: problem };
  if (live === undefined) return { phase: "empty" };
  const { commit, since, targets, verifications } = live;
  const release = runningRelease(live);
  const { success, verify } = slot.policy;

  const succeeded = targets.filter(({ state }) => state === "success");
  const failed = targets.filter(({ state }) => state === "failure");
  const need = typeof success.targets === "number" ? success.targets : success.targets === "any" ? 1 : targets.length;
  const [broken] = failed;
  if (broken !== undefined && targets.length - failed.length < need) {
    return { phase: "failed", release, commit, why: "deployment", detail: `${broken.name}: ${broken.text}` };
  }
  if (succeeded.length < need || targets.length === 0) {
    const waitingFor = names(targets.filter(({ state }) => state === "unknown" || state === "pending"));
    const deploying = unfinished("deploying", { release, commit, since, waitingFor }, later(since, success.timeoutMs));
    return inTime(deploying, at);
  }

  const refused = verifications.find(({ state }) => state === "failure");
  if (refused !== undefined) {
    return { phase: "failed", release, commit, why: "verification", detail: `${refused.name}: ${refused.text}` };
  }
  const waitingFor = names(verifications.filter(({ state }) => state !== "success"));
  if (waitingFor.length > 0) {
    const from = latest(since, ...succeeded.map((target) => target.at ?? since));
    return inTime(unfinished("verifying", { release, commit, since, waitingFor }, later(from, verify.timeoutMs)), at);
  }
  return { phase: "succeeded", release, commit };
}

/**
 * Names the release that counts as deployed: the one in the lock, or a later one that renders to the same bytes.
 *
 * @internal
 */
export function runningRelease({ lock, same }: LiveView): string {
  return same?.release ?? lock.release.id;
}

/**
 * Finds that release. One that only counts as deployed has no lock in the slot; the inbox still knows it.
 *
 * @internal
 */
export function releaseThatRuns({ slot, live }: SlotView, { inbox }: Pick<World, "inbox">): Release | undefined {
  if (live === undefined) return undefined;
  const id = runningRelease(live);
  const known = (inbox[slot.app] ?? []).find((release) => release.id === id);
  return known ?? live.lock.release;
}

/**
 * Adds milliseconds to a time.
 *
 * @internal
 */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

function unfinished(
  phase: LiveUnfinished["phase"],
  common: Omit<LiveUnfinished, "phase" | "deadline">,
  deadline: string,
): LiveUnfinished {
  return { phase, ...common, deadline };
}

function inTime(state: LiveUnfinished, at: string): LiveState {
  if (Date.parse(at) < Date.parse(state.deadline)) return state;
  const { phase, release, commit, waitingFor, deadline } = state;
  const why = phase === "deploying" ? "deployment" : "verification";
  const silent = waitingFor.length === 0 ? "nobody" : waitingFor.join(", ");
  return { phase: "failed", release, commit, why, detail: `${silent} did not report until ${deadline}` };
}

function latest(...times: readonly [string, ...string[]]): string {
  return times.reduce((one, other) => (Date.parse(other) > Date.parse(one) ? other : one));
}

function names(reports: readonly { readonly name: string }[]): readonly string[] {
  return reports.map(({ name }) => name);
}
