import type { SlotView, World } from "../world.ts";

/**
 * A world in which a slot is found at once, however many there are.
 *
 * @internal
 */
export interface KnownWorld extends World {
  /** Finds a slot by its id. */
  readonly view: (slot: string) => SlotView | undefined;
  /** Lists the slots of a track, in the order of the pipeline. */
  readonly slotsOf: (track: string) => readonly SlotView[];
}

/**
 * Indexes a world.
 *
 * @internal
 */
export function toKnownWorld(world: World): KnownWorld {
  const views = new Map<string, SlotView>();
  const tracks = new Map<string, SlotView[]>();
  for (const view of world.slots) {
    const { id, track } = view.slot;
    views.set(id, view);
    const others = tracks.get(track);
    if (others === undefined) tracks.set(track, [view]);
    else others.push(view);
  }
  return { ...world, view: (slot) => views.get(slot), slotsOf: (track) => tracks.get(track) ?? [] };
}
