import { upstreamSlots } from "../pipeline/upstream-slots.ts";
import type { Pipeline, Slot, Track } from "../pipeline/pipeline.ts";

/** What part of a pipeline is looked at; a slot belongs to it when it fits both. Default: everything. */
export interface Scope {
  /** Names of apps. Default: all. */
  readonly apps?: readonly string[] | undefined;
  /** Names of environments. Default: all. */
  readonly environments?: readonly string[] | undefined;
}

/**
 * Finds what has to be read for a scope.
 *
 * @returns the tracks to decide on, with those of what their slots depend on, and the slots of these and before these.
 * @internal
 */
export function slotsInScope(
  { slots, tracks }: Pipeline,
  { apps, environments }: Scope,
): { readonly tracks: readonly Track[]; readonly slots: readonly Slot[] } {
  const byId = new Map(slots.map((slot) => [slot.id, slot]));
  const isWanted = ({ app, environment }: Slot): boolean =>
    (apps?.includes(app) ?? true) && (environments?.includes(environment) ?? true);
  const wanted = new Set(slots.filter(isWanted).map(({ track }) => track));
  for (const slot of slots.toReversed()) {
    if (!wanted.has(slot.track)) continue;
    for (const id of slot.dependencies) wanted.add(byId.get(id)?.track ?? slot.track);
  }
  const decided = slots.filter(({ track }) => wanted.has(track));
  const read = new Set(decided.flatMap(({ id, upstream }) => [id, ...upstreamSlots(upstream)]));
  return {
    tracks: tracks.filter(({ id }) => wanted.has(id)),
    slots: slots.filter(({ id }) => read.has(id)),
  };
}
