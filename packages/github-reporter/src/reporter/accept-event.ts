import { outcomeOf } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { LaneError } from "../lane/errors.ts";
import { RATE_LIMIT_GROUP, laneKey } from "./lane-key.ts";
import type { AcceptPorts } from "./ports.ts";
import type { ReceivedEvent } from "./reporter-item.ts";

/** Says where an event came from. */
export interface EventOrigin {
  /** Cluster whose secret verified the event. */
  readonly cluster: string;
  /** Identity of the delivery: `eventId` of the raw body. */
  readonly id: string;
}

/** Identity of an event in the lane: two clusters may send the same bytes. */
export function itemId({ cluster, id }: EventOrigin): string {
  return `${cluster}/${id}`;
}

/** Puts an event into the lane under the slot that it speaks of, and tells the observer. */
export function acceptEvent(
  { lane, resolveTarget, tell }: AcceptPorts,
  body: ReceivedEvent,
  id: string,
): ResultAsync<"stored" | "duplicate" | "ignored", LaneError> {
  const { event, cluster } = body;
  const target = resolveTarget(event, cluster);
  const told = { code: "accepted", cluster, event, outcome: outcomeOf(event), slot: target?.slot } as const;
  if (target === undefined) {
    tell({ ...told, result: "ignored" });
    return okAsync("ignored" as const);
  }
  return lane.put({ id, key: laneKey(target), group: RATE_LIMIT_GROUP, body }).map((result) => {
    tell({ ...told, result });
    return result;
  });
}
