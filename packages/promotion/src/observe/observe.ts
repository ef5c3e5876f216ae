import { ok, okAsync, ResultAsync, safeTry } from "neverthrow";

import { CONTROL_BRANCH } from "../control/orders-file.ts";
import { readControl } from "../control/read-orders.ts";
import { toKnownWorld } from "../decide/known-world.ts";
import type { PromotionError } from "../errors.ts";
import type { Slot, Track } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { createConfigReader } from "../render/config/config-reader.ts";
import type { SlotView, TrackView, World } from "../world.ts";
import { addDetails, addEarlier, addRejections } from "./details.ts";
import { readInboxes } from "./inboxes.ts";
import { readProposal } from "./proposal.ts";
import { slotsInScope, type Scope } from "./scope.ts";
import { readSlot } from "./slot.ts";
import { readSnapshot, type TrackSnapshot } from "./snapshot.ts";

/**
 * Reads Git and GitHub: first what every slot shares, then each slot, then what matters only where something moves.
 *
 * @internal
 */
export function observe(context: PromoterContext, scope: Scope = {}): ResultAsync<World, PromotionError> {
  return safeTry(async function* () {
    const { pipeline } = context;
    const inScope = slotsInScope(pipeline, scope);
    const trackOf = tracksById(pipeline.tracks);
    const byId = new Map(inScope.slots.map((slot) => [slot.id, slot]));
    const ownSlots = (track: Track): readonly Slot[] =>
      track.slots.flatMap((id) => {
        const slot = byId.get(id);
        return slot === undefined ? [] : [slot];
      });
    const snapshot = yield* readSnapshot(context, [...new Set(inScope.slots.map(({ track }) => trackOf(track)))]);
    const snapshotOf = ({ slot }: { readonly slot: Slot }): TrackSnapshot => snapshot.of(trackOf(slot.track));
    const orders = yield* readControl(context, snapshot.home.get(CONTROL_BRANCH));
    const apps = [...new Set(inScope.slots.map(({ app }) => app))];
    const inboxes = new Map((yield* readInboxes(context, apps, snapshot.home)).map((inbox) => [inbox.app, inbox]));

    const slots = yield* ResultAsync.combine(
      inScope.slots.map((slot) => {
        const inbox = inboxes.get(slot.app);
        return readSlot(context, slot, { snapshot: snapshotOf({ slot }), inbox, orders });
      }),
    );
    const tracks = yield* ResultAsync.combine(
      inScope.tracks.map((track) =>
        readTrack(context, track, { slots: ownSlots(track), snapshot: snapshot.of(track) }),
      ),
    );
    const world: World = {
      at: context.now().toISOString(),
      pipeline,
      inbox: Object.fromEntries([...inboxes].map(([app, { releases }]) => [app, releases])),
      tracks,
      slots,
    };
    const views = yield* addEarlier(context, toKnownWorld(world), snapshotOf);
    const known = toKnownWorld({ ...world, slots: views });
    const trackViews = new Map(tracks.map((view) => [view.track.id, view]));
    const reader = createConfigReader(context);
    const detailed = yield* ResultAsync.combine(
      known.slots.map((view) => {
        const track = trackViews.get(view.slot.track);
        if (track === undefined) return okAsync<SlotView, PromotionError>(view);
        return addDetails(context, view, { world: known, track, snapshot: snapshotOf(view), reader });
      }),
    );
    const all = toKnownWorld({ ...world, slots: detailed });
    const rejecting = yield* ResultAsync.combine(
      tracks.map((view) => {
        const own = all.slotsOf(view.track.id);
        return addRejections(context, view, { world: all, slots: own, snapshot: snapshot.of(view.track) });
      }),
    );
    return ok({ ...world, slots: detailed, tracks: rejecting });
  });
}

function tracksById(tracks: readonly Track[]): (id: string) => Track {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  return (id) => {
    const track = byId.get(id);
    if (track === undefined) throw new RangeError(`no track ${id} in the pipeline`);
    return track;
  };
}

function readTrack(
  context: PromoterContext,
  track: Track,
  { slots, snapshot }: { readonly slots: readonly Slot[]; readonly snapshot: TrackSnapshot },
): ResultAsync<TrackView, PromotionError> {
  return readProposal(context, { track, slots }, snapshot).map((proposal) => ({
    track,
    base: snapshot.base,
    proposal,
    rejections: [],
  }));
}
