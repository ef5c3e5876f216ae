import type { Arrival, SlotView } from "../world.ts";

/**
 * Tells why nothing moves in a slot by itself: somebody holds it, or somebody went back to an earlier release and nobody
 * has resumed since.
 *
 * @returns the reason in one sentence without a full stop; undefined when nothing is held.
 * @internal
 */
export function heldBecause(view: SlotView, at: string): string | undefined {
  const { live, orders } = view;
  const ordered = orderedHold(view, at);
  if (ordered !== undefined || live === undefined || !isWayBack(live.arrival)) return ordered;
  if (orders.resumed === live.arrival.commit) return undefined;
  const how = live.arrival.reason === "rollback" ? "it was rolled back" : "somebody went back to an earlier release";
  return `${how}; resume it to let releases come again`;
}

/**
 * Tells why a person holds a slot.
 *
 * @internal
 */
export function orderedHold({ orders: { hold } }: SlotView, at: string): string | undefined {
  if (hold === undefined || (hold.until !== undefined && Date.parse(at) >= Date.parse(hold.until))) return undefined;
  const until = hold.until === undefined ? "" : ` until ${hold.until}`;
  return `${hold.by} holds it${until}: ${hold.reason}`;
}

/**
 * Tells whether a release ran in a slot until it was taken back.
 *
 * @internal
 */
export function wasTakenBack({ live }: SlotView, release: string): boolean {
  return live !== undefined && live.arrival.replaced?.id === release && isWayBack(live.arrival);
}

/**
 * Tells whether a release came as a step back.
 *
 * @internal
 */
export function isWayBack({ reason, isStepBack }: Arrival): boolean {
  return reason === "rollback" || isStepBack;
}
