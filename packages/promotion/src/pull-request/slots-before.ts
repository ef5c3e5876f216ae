import type { Pipeline, Slot } from "../pipeline/pipeline.ts";
import { upstreamSlots } from "../pipeline/upstream-slots.ts";

/** Lists the slots that come before a slot, in the order of the pipeline. */
export function slotsBefore({ slots }: Pipeline, id: string): readonly Slot[] {
  const ids = new Set(upstreamSlots(slots.find((slot) => slot.id === id)?.upstream));
  return slots.filter((slot) => ids.has(slot.id));
}
