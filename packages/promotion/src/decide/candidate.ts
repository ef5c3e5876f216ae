import type { Release } from "@gitops/github-reporter";

import type { Upstream } from "../pipeline/pipeline.ts";
import type { SlotView } from "../world.ts";
import type { KnownWorld } from "./known-world.ts";
import { liveState, releaseThatRuns, runningRelease } from "./live-state.ts";

/**
 * Lists the releases that may come to a slot, the newest first: what was submitted, or what succeeded upstream.
 *
 * @param history - Whether a release counts that ran upstream before the one that runs there now.
 * @internal
 */
export function releasesFor(
  { slot }: SlotView,
  world: KnownWorld,
  { history }: { readonly history: boolean },
): readonly Release[] {
  const submitted = world.inbox[slot.app] ?? [];
  if (slot.upstream === undefined) return history ? submitted : submitted.slice(0, 1);
  return successful(slot.upstream, world, history);
}

/**
 * Picks the release that a slot should run next, if any, of those that may come.
 *
 * The policy `latest` takes the newest one, `every` the one right after the live one, `manual` none.
 *
 * @param isRefused - Whether a release is out of the question here: `every` goes on to the one after it.
 * @internal
 */
export function candidateOf(
  view: SlotView,
  world: KnownWorld,
  isRefused: (release: Release) => boolean = () => false,
): Release | undefined {
  const { slot, live } = view;
  const { select } = slot.policy;
  if (select === "manual") return undefined;
  const due = releasesFor(view, world, { history: select === "every" });
  const isLive = ({ id }: Release): boolean =>
    live !== undefined && (id === live.lock.release.id || id === live.same?.release);
  if (select === "latest") return due[0] === undefined || isLive(due[0]) ? undefined : due[0];
  // Before the first deployment there is nothing to go on from, and replaying all of history would help nobody.
  const at = live === undefined ? -1 : due.findIndex(({ id }) => id === runningRelease(live));
  const newer = at === -1 ? due.slice(0, 1) : due.slice(0, at);
  return newer.findLast((release) => !isLive(release) && !isRefused(release)) ?? newer.find((one) => !isLive(one));
}

/** The releases that satisfy what a slot waits for. */
function successful(upstream: Upstream, world: KnownWorld, history: boolean): readonly Release[] {
  if ("all" in upstream) return common(upstream.all.map((part) => successful(part, world, history)));
  if ("any" in upstream) {
    const found = upstream.any.flatMap((part) => successful(part, world, history));
    const unique = found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
    return inSubmittedOrder(unique, world);
  }
  const views = upstream.slots.map((id) => world.view(id));
  return common(views.map((view) => (view === undefined ? [] : succeededIn(view, world, history))));
}

function succeededIn(view: SlotView, world: KnownWorld, history: boolean): readonly Release[] {
  const running = liveState(view, world.at).phase === "succeeded" ? releaseThatRuns(view, world) : undefined;
  return [...(running === undefined ? [] : [running]), ...(history ? view.earlier : [])];
}

/** What is in every list, in the order of the first one. */
function common([first = [], ...others]: readonly (readonly Release[])[]): readonly Release[] {
  return first.filter(({ id }) => others.every((other) => other.some((release) => release.id === id)));
}

/** Of two environments that may each be enough, the one with the newer release counts. */
function inSubmittedOrder(releases: readonly Release[], { inbox }: KnownWorld): readonly Release[] {
  const position = ({ app, id }: Release): number => {
    const at = (inbox[app] ?? []).findIndex((release) => release.id === id);
    return at === -1 ? Infinity : at;
  };
  return releases.toSorted((one, other) => {
    const [first, second] = [position(one), position(other)];
    return first === second ? 0 : first - second;
  });
}
