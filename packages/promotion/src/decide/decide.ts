import type { SlotView, World } from "../world.ts";
import { heldBecause } from "./held.ts";
import { toKnownWorld } from "./known-world.ts";
import { later, liveState } from "./live-state.ts";
import type { NextState, Plan, SlotDecision } from "./plan.ts";
import { decideTrack, type KnownWishes } from "./track.ts";
import { wishOf } from "./wish.ts";

/** How long GitHub may take to compute whether a pull request can be merged. */
const COMPUTING_MS = 3_000;

/**
 * Decides what happens next: the whole promotion policy as one pure, total function.
 *
 * @param world - Git and GitHub as they were read at one moment.
 * @returns where every slot stands, and the actions that bring it forward. Nothing to do gives no actions.
 * @example
 * ```ts source="./decide.examples.ts#decide_basic"
 * const { slots, actions } = decide(world);
 * return [...slots.map(explainSlot), ...actions.map(({ action, track }) => `${action} ${track}`)];
 * ```
 */
export function decide(world: World): Plan {
  const known = toKnownWorld(world);
  const tracks = world.tracks.map((view) => ({ view, slots: known.slotsOf(view.track.id) }));
  const wishes: KnownWishes = new Map(
    tracks.flatMap(({ view, slots }) =>
      slots.map((slot) => [slot.slot.id, { view: slot, wish: wishOf(slot, view, known) }] as const),
    ),
  );
  const decided = tracks.map(({ view, slots }) => decideTrack(view, slots, { world: known, wishes }));
  const next = new Map(decided.flatMap((one) => [...one.next]));
  const slots = world.slots
    .filter(({ slot }) => wishes.has(slot.id))
    .map((view) => decisionOf(view, next.get(view.slot.id), world.at));
  return { slots, actions: decided.flatMap(({ actions }) => actions), wakeAt: earliest(wakeTimes(world, slots)) };
}

function decisionOf(view: SlotView, next: NextState | undefined, at: string): SlotDecision {
  return {
    slot: view.slot.id,
    live: liveState(view, at),
    next,
    held: view.problem === undefined ? heldBecause(view, at) : undefined,
    drift: view.live?.drift ?? [],
  };
}

/** What changes with the clock alone. Of everything else, a webhook tells. */
function wakeTimes({ at, tracks, slots: views }: World, slots: readonly SlotDecision[]): readonly string[] {
  return [
    // GitHub computes in the background whether a pull request can be merged, and sends no event when it knows.
    ...tracks.flatMap(({ proposal }) => {
      const pull = proposal?.pullRequest;
      return pull !== undefined && pull.mergeable === undefined ? [later(at, COMPUTING_MS)] : [];
    }),
    ...slots.flatMap(({ live }) => ("deadline" in live ? [live.deadline] : [])),
    ...slots.flatMap(({ next }) =>
      next !== undefined && "gates" in next
        ? next.gates.flatMap(({ isOpen, recheckAt }) => (isOpen || recheckAt === undefined ? [] : [recheckAt]))
        : [],
    ),
    ...views.flatMap(({ orders }) => (orders.hold?.until === undefined ? [] : [orders.hold.until])),
  ].filter((time) => Date.parse(time) > Date.parse(at));
}

function earliest(times: readonly string[]): string | undefined {
  return times.toSorted((one, other) => Date.parse(one) - Date.parse(other))[0];
}
