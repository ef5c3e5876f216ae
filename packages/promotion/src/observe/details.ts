import { ok, okAsync, ResultAsync, safeTry } from "neverthrow";

import { candidateOf, releasesFor } from "../decide/candidate.ts";
import type { KnownWorld } from "../decide/known-world.ts";
import { liveState } from "../decide/live-state.ts";
import { validRequest } from "../decide/wish.ts";
import type { PromotionError } from "../errors.ts";
import { upstreamSlots } from "../pipeline/upstream-slots.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { ConfigReader } from "../render/config/config-reader.ts";
import { isSameConfiguration } from "../render/configuration.ts";
import { currentConfiguration } from "../render/current-configuration.ts";
import { isKnownToBeSame } from "../same-content.ts";
import type { ProposedSlot, SlotView, TrackView } from "../world.ts";
import { readArrival } from "./arrival.ts";
import { readAuthors } from "./authors.ts";
import { findRestorable, readEarlier } from "./earlier.ts";
import { readVerdicts } from "./gates.ts";
import { describeProblem } from "./problems.ts";
import { readRejections } from "./rejections.ts";
import type { TrackSnapshot } from "./snapshot.ts";
import { standingOf } from "./standing.ts";

/**
 * Reads the history of the slots that others wait for release by release.
 *
 * @internal
 */
export function addEarlier(
  context: PromoterContext,
  world: KnownWorld,
  snapshotOf: (slot: SlotView) => TrackSnapshot,
): ResultAsync<readonly SlotView[], PromotionError> {
  const waiting = new Map<string, SlotView[]>();
  for (const view of world.slots) {
    const { select, onNewer } = view.slot.policy;
    if (select !== "every" && onNewer !== "queue" && validRequest(view) === undefined) continue;
    for (const id of upstreamSlots(view.slot.upstream)) waiting.set(id, [...(waiting.get(id) ?? []), view]);
  }
  return ResultAsync.combine(
    world.slots.map((view) => {
      const after = waiting.get(view.slot.id) ?? [];
      if (after.length === 0 || view.live === undefined) return okAsync<SlotView, PromotionError>(view);
      const wanted = new Set(after.map(({ live }) => live?.lock.release.id));
      const revision = snapshotOf(view).base.sha;
      return readEarlier(context, view, { revision, until: ({ id }) => wanted.size === 1 && wanted.has(id) })
        .map((earlier): SlotView => ({ ...view, earlier }))
        .orElse((error) => describeProblem(error).map((problem): SlotView => ({ ...view, problem })));
    }),
  );
}

/**
 * Reads what only matters when something is to be proposed or merged: how the live release came, where the next one stands,
 * what could be restored, who wrote the change, what gates say.
 *
 * @internal
 */
export function addDetails(
  context: PromoterContext,
  view: SlotView,
  {
    world,
    track,
    snapshot,
    reader,
  }: {
    readonly world: KnownWorld;
    readonly track: TrackView;
    readonly snapshot: TrackSnapshot;
    readonly reader: ConfigReader;
  },
): ResultAsync<SlotView, PromotionError> {
  if (view.problem !== undefined) return okAsync(view);
  return safeTry<SlotView, PromotionError>(async function* () {
    const { slot, live } = view;
    const proposed = track.proposal?.changes[slot.id];
    const now =
      live === undefined && proposed === undefined ? undefined : yield* currentConfiguration(context, slot, reader);
    const known = { ...view, configuration: now };
    if (!mayMove(known, proposed, world)) return ok(known);
    const revision = snapshot.base.sha;
    const arrival = live && (yield* readArrival(context, slot, { live, revision }));
    const arrived = live && arrival && { ...live, arrival };
    const mayRestore = live !== undefined && slot.policy.onFailure !== "stop" && arrival?.reason !== "rollback";
    const hasFailed = mayRestore && liveState(view, world.at).phase === "failed";
    return ok({
      ...known,
      live: arrived,
      standings: yield* readStandings(context, view, world),
      restorable: hasFailed ? yield* findRestorable(context, view, { revision }) : undefined,
      authors:
        proposed === undefined || track.proposal?.pullRequest === undefined
          ? undefined
          : yield* readAuthors(context, live?.lock, proposed.lock),
      verdicts: yield* readVerdicts(context, view, { track, proposed, world }),
    });
  }).orElse((error) => describeProblem(error).map((problem) => ({ ...view, problem })));
}

/** Most slots, most of the time, have nothing to do. */
function mayMove(view: SlotView, proposed: ProposedSlot | undefined, world: KnownWorld): boolean {
  const { live, configuration } = view;
  return (
    proposed !== undefined ||
    validRequest(view) !== undefined ||
    candidateOf(view, world) !== undefined ||
    (live !== undefined &&
      configuration !== undefined &&
      !isSameConfiguration(configuration, live.configuration) &&
      !isKnownToBeSame(live.same, configuration)) ||
    liveState(view, world.at).phase === "failed"
  );
}

function readStandings(
  context: PromoterContext,
  view: SlotView,
  world: KnownWorld,
): ResultAsync<SlotView["standings"], PromotionError> {
  const { live, slot } = view;
  if (live === undefined) return okAsync({});
  const due =
    slot.policy.select === "every"
      ? releasesFor(view, world, { history: true })
      : [candidateOf(view, world)].flatMap((one) => (one === undefined ? [] : [one]));
  return ResultAsync.combine(
    due.map((release) =>
      standingOf(context, live.lock.release, release).map((standing) => [release.id, standing] as const),
    ),
  ).map((found) => Object.fromEntries(found));
}

/**
 * Reads what people closed, for a track without an open pull request that has something to propose.
 *
 * @internal
 */
export function addRejections(
  context: PromoterContext,
  view: TrackView,
  {
    world,
    slots,
    snapshot,
  }: { readonly world: KnownWorld; readonly slots: readonly SlotView[]; readonly snapshot: TrackSnapshot },
): ResultAsync<TrackView, PromotionError> {
  if (view.proposal?.pullRequest !== undefined) return okAsync(view);
  const isNeeded = slots.some((slot) => mayMove(slot, undefined, world));
  if (!isNeeded) return okAsync(view);
  const own = slots.map(({ slot }) => slot);
  return readRejections(context, { track: view.track, slots: own }, snapshot).map((rejections) => ({
    ...view,
    rejections,
  }));
}
