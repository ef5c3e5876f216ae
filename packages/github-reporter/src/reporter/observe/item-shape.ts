import type { LaneItem } from "../../lane/lane.ts";
import type { ExpectedDeployment, ReceivedEvent } from "../reporter-item.ts";

/** Tells whether an item is a Flux event, as far as it is read: a lane may hold what another program put there. */
export function isEvent(item: LaneItem<unknown>): item is LaneItem<ReceivedEvent> {
  const { event, cluster, receivedAt } = partsOf(item.body);
  const { involvedObject, metadata, message, reason } = partsOf(event);
  const { kind, name } = partsOf(involvedObject);
  const texts = [cluster, receivedAt, kind, name, message, reason];
  return texts.every((text) => typeof text === "string") && typeof metadata === "object" && metadata !== null;
}

/** Tells whether an item is an expectation, as far as it is read. */
export function isExpectation(item: LaneItem<unknown>): item is LaneItem<ExpectedDeployment> {
  const { slot, revision, since, deadline } = partsOf(partsOf(item.body)["expectation"]);
  const { repository, slot: id, targets } = partsOf(slot);
  return (
    [revision, repository, id].every((text) => typeof text === "string") &&
    [since, deadline].every((time) => typeof time === "string" && !Number.isNaN(Date.parse(time))) &&
    Array.isArray(targets) &&
    targets.every((target) => typeof target === "string")
  );
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
