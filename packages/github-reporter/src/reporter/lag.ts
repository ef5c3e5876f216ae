import type { LaneItem } from "../lane/lane.ts";
import type { ReporterItem } from "./reporter-item.ts";

/** Milliseconds since the oldest event of a batch was received; 0 without an event. */
export function lagOf(items: readonly LaneItem<ReporterItem>[], now: number): number {
  const ages = items.flatMap(({ body }) => ("event" in body ? [now - Date.parse(body.receivedAt)] : []));
  return ages.reduce((oldest, age) => Math.max(oldest, age), 0);
}
