import type { LockReason, Release } from "@gitops/github-reporter";

import { isSameConfiguration } from "../render/configuration.ts";
import { isKnownToBeSame } from "../same-content.ts";
import type { PromotionRequest, Rejection, SlotView, TrackView } from "../world.ts";
import type { SlotChange } from "./action.ts";
import { candidateOf, releasesFor } from "./candidate.ts";
import { heldBecause, orderedHold, wasTakenBack } from "./held.ts";
import type { KnownWorld } from "./known-world.ts";
import { liveState, releaseThatRuns } from "./live-state.ts";
import type { NextUnproposed } from "./plan.ts";

/**
 * What a slot should become: a change to propose, or a release that has to wait and why.
 *
 * @internal
 */
export type Wish = WantedChange | Obstacle;

interface WantedChange {
  readonly step: "propose";
  readonly change: SlotChange;
}

interface Obstacle extends Omit<NextUnproposed, "step"> {
  readonly step: Exclude<NextUnproposed["step"], "propose">;
}

/**
 * Tells what a slot should become, in this order: what a person asked for, the way back from a failure, the next release,
 * the present release with a changed configuration.
 *
 * @param track - The track of the slot: what people closed there, and what its pull request carries.
 * @internal
 */
export function wishOf(view: SlotView, track: TrackView, world: KnownWorld): Wish | undefined {
  if (view.problem !== undefined) return undefined;
  const wish = requested(view, track) ?? wayBack(view, track, world) ?? nextRelease(view, track, world);
  const found = wish ?? newConfiguration(view, track, world);
  if (found?.step !== "propose" || view.failure === undefined) return found;
  return obstacle("failed", found.change, view.failure);
}

/** A request is made for what was live then; once something else is, nobody knows whether it still stands. */
export function validRequest({ live, orders }: SlotView): PromotionRequest | undefined {
  const { request } = orders;
  return request !== undefined && request.on === live?.commit ? request : undefined;
}

function requested(view: SlotView, { rejections }: TrackView): Wish | undefined {
  const request = validRequest(view);
  if (request === undefined) return undefined;
  const { kind, release, restore, at } = request;
  const change = changeOf(view, release, kind === "rollback" ? "rollback" : "override", restore);
  const rejection = rejections.find((one) => isOf(one, change) && Date.parse(one.at) > Date.parse(at));
  return rejection === undefined ? { step: "propose", change } : rejected(change, rejection);
}

function wayBack(view: SlotView, { rejections }: TrackView, { at }: KnownWorld): Wish | undefined {
  const { slot, live, restorable } = view;
  if (slot.policy.onFailure === "stop" || restorable === undefined || live === undefined) return undefined;
  // A way back that fails as well is no step on a staircase down.
  if (live.arrival.reason === "rollback" || liveState(view, at).phase !== "failed") return undefined;
  const change = changeOf(view, restorable.lock.release, "rollback", restorable.commit);
  const rejection = rejections.find((one) => isOf(one, change) && Date.parse(one.at) > Date.parse(live.since));
  // Somebody wants the failed release to stay, and something newer may still come.
  if (rejection !== undefined) return undefined;
  const held = orderedHold(view, at);
  return held === undefined ? { step: "propose", change } : obstacle("held", change, held);
}

function nextRelease(view: SlotView, track: TrackView, world: KnownWorld): Wish | undefined {
  const closed = (release: Release): Rejection | undefined =>
    track.rejections.find(
      (one) => one.slot === view.slot.id && one.release === release.id && one.reason !== "rollback",
    );
  const isRefused = (release: Release): boolean =>
    closed(release) !== undefined || wasTakenBack(view, release.id) || view.standings[release.id] === "behind";
  const release = queued(view, track, world) ?? candidateOf(view, world, isRefused);
  if (release === undefined) return undefined;
  const change = changeOf(view, release, "promotion");
  const rejection = closed(release);
  if (rejection !== undefined) return rejected(change, rejection);
  if (view.standings[release.id] === "behind") {
    return obstacle("older", change, "its commit is older than that of what runs here");
  }
  if (wasTakenBack(view, release.id)) return obstacle("rolled-back", change, "it ran here and was taken back");
  const held = heldBecause(view, world.at);
  if (held !== undefined) return obstacle("held", change, held);
  const live = liveState(view, world.at);
  if (view.slot.policy.onNewer === "queue" && (live.phase === "deploying" || live.phase === "verifying")) {
    return obstacle("queued", change, `${live.release} has not ended its deployment here`);
  }
  return { step: "propose", change };
}

/** With `onNewer: queue`, what is proposed stays proposed as long as it may come at all. */
function queued(view: SlotView, { proposal }: TrackView, world: KnownWorld): Release | undefined {
  const carried = proposal?.pullRequest === undefined ? undefined : proposal.changes[view.slot.id]?.lock;
  if (view.slot.policy.onNewer !== "queue" || carried?.reason !== "promotion") return undefined;
  if (carried.release.id === view.live?.lock.release.id) return undefined;
  return releasesFor(view, world, { history: true }).find(({ id }) => id === carried.release.id);
}

function newConfiguration(view: SlotView, { rejections }: TrackView, world: KnownWorld): Wish | undefined {
  const { slot, live, configuration } = view;
  const release = releaseThatRuns(view, world);
  if (live === undefined || release === undefined || configuration === undefined) return undefined;
  if (isSameConfiguration(configuration, live.configuration) || isKnownToBeSame(live.same, configuration))
    return undefined;
  const change = changeOf(view, release, "config-change");
  const held = heldBecause(view, world.at);
  if (held !== undefined) return obstacle("held", change, held);
  const rejection = rejections.find(
    (one) =>
      one.slot === slot.id && one.release === release.id && isSameConfiguration(one.configuration, configuration),
  );
  return rejection === undefined ? { step: "propose", change } : rejected(change, rejection);
}

function isOf(rejection: Rejection, { slot, release, reason }: SlotChange): boolean {
  return rejection.slot === slot && rejection.release === release.id && rejection.reason === reason;
}

function rejected(change: SlotChange, { pullRequest }: Rejection): Obstacle {
  return obstacle("rejected", change, `somebody closed pull request #${pullRequest} without merging it`);
}

function obstacle(step: Obstacle["step"], { release, reason }: SlotChange, detail: string): Obstacle {
  return { step, release: release.id, reason, detail };
}

function changeOf({ slot }: SlotView, release: Release, reason: LockReason, restore?: string): SlotChange {
  return { slot: slot.id, release, reason, restore };
}
