import type { Pipeline, Slot, Upstream } from "../pipeline/pipeline.ts";

/** Ids of all slots that an upstream names, however they are joined. */
export function upstreamIds(upstream: Upstream | undefined): readonly string[] {
  if (upstream === undefined) return [];
  if ("slots" in upstream) return upstream.slots;
  const parts = "all" in upstream ? upstream.all : upstream.any;
  return [...new Set(parts.flatMap(upstreamIds))];
}

/** Lists the slots that come before a slot, in the order of the pipeline. */
export function upstreamSlots({ slots }: Pipeline, id: string): readonly Slot[] {
  const ids = new Set(upstreamIds(slots.find((slot) => slot.id === id)?.upstream));
  return slots.filter((slot) => ids.has(slot.id));
}
