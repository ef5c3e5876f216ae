import type { Release } from "@gitops/github-reporter";

import type { SlotView, World } from "../world.ts";
import { liveState } from "./live-state.ts";

/**
 * Picks the release that a slot should run next, if any.
 *
 * A slot without upstream takes the newest submitted release. Any other takes what its upstream slots run, once they
 * succeeded with it; when all of several are needed, they must have succeeded with the same release.
 *
 * @internal
 */
export function candidateOf(view: SlotView, world: Pick<World, "slots" | "inbox">): Release | undefined {
  const candidate = view.slot.upstream.slots.length === 0 ? world.inbox[view.slot.app] : fromUpstream(view, world);
  if (candidate === undefined) return undefined;
  const isLive = candidate.id === view.live?.lock.release.id || candidate.id === view.live?.sameAs;
  return isLive ? undefined : candidate;
}

function fromUpstream({ slot }: SlotView, world: Pick<World, "slots" | "inbox">): Release | undefined {
  const upstream = world.slots.filter((other) => slot.upstream.slots.includes(other.slot.id));
  const healthy = upstream.filter((other) => liveState(other).phase === "succeeded");
  const [first] = healthy;
  if (first?.live === undefined) return undefined;
  const id = runs(first);
  const isEnough =
    slot.upstream.need === "any" ||
    (healthy.length === slot.upstream.slots.length && healthy.every((other) => runs(other) === id));
  return isEnough ? releaseOf(first, world) : undefined;
}

function runs({ live }: SlotView): string | undefined {
  return live?.sameAs ?? live?.lock.release.id;
}

/** A release that only counts as deployed has no lock in the slot; the inbox still knows it unless a newer one came. */
function releaseOf({ slot, live }: SlotView, world: Pick<World, "inbox">): Release | undefined {
  if (live?.sameAs === undefined) return live?.lock.release;
  const newest = world.inbox[slot.app];
  return newest?.id === live.sameAs ? newest : live.lock.release;
}
