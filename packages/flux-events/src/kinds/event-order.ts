import type { FluxEvent } from "../event/event.ts";

/** Names the object of an event within a history: the uid tells an object from a later one with its name. */
export function identityOf({ involvedObject: { uid, namespace, name } }: FluxEvent): string {
  return uid ?? `${namespace ?? ""}/${name}`;
}

/** Time of an event in milliseconds since 1970; NaN, which is neither before nor after, when it has none. */
export function timeOf({ timestamp }: FluxEvent): number {
  return timestamp === undefined ? Number.NaN : Date.parse(timestamp);
}

/** Names an event within a history; repetitions of one delivery are one event. */
export function eventKey(event: FluxEvent): string {
  const { timestamp, severity, reason, message, metadata } = event;
  return JSON.stringify([identityOf(event), timestamp, severity, reason, message, metadata.revision]);
}

/** Finds an event that came before another one. */
export type FindEvent = (event: FluxEvent) => FluxEvent | undefined;

/**
 * Prepares to find the last of some events that is about the same object as an event and no later. Of several at the same second
 * it is always the same one, in whatever order they come; events without a time are left out.
 */
export function findLast(events: readonly FluxEvent[]): FindEvent {
  const timelines = new Map<string, FluxEvent[]>();
  for (const event of events) {
    if (Number.isNaN(timeOf(event))) continue;
    const timeline = timelines.get(identityOf(event));
    if (timeline === undefined) timelines.set(identityOf(event), [event]);
    else timeline.push(event);
  }
  for (const timeline of timelines.values()) timeline.sort(compareEvents);

  return (event) => {
    const timeline = timelines.get(identityOf(event)) ?? [];
    const time = timeOf(event);
    let [low, high] = [0, timeline.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const candidate = timeline[middle];
      if (candidate !== undefined && timeOf(candidate) <= time) low = middle + 1;
      else high = middle;
    }
    return timeline[low - 1];
  };
}

function compareEvents(a: FluxEvent, b: FluxEvent): number {
  const [keyOfA, keyOfB] = [eventKey(a), eventKey(b)];
  return timeOf(a) - timeOf(b) || (keyOfA < keyOfB ? -1 : Number(keyOfA > keyOfB));
}
