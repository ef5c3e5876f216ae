import type { FluxEvent } from "../event/event.ts";

/** Names the object of an event within a history: the uid tells an object from a later one with its name. */
export function identityOf({ involvedObject: { uid, namespace, name } }: FluxEvent): string {
  return uid ?? `${namespace ?? ""}/${name}`;
}

/** Time of an event in milliseconds since 1970; NaN, which is neither before nor after, when it has none. */
export function timeOf({ timestamp }: FluxEvent): number {
  return timestamp === undefined ? Number.NaN : Date.parse(timestamp);
}
