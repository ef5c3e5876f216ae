import type { State, StoryEvent } from "./story.ts";

// Written from docs/durability.md, on purpose without the code that is tested.

/** What a target said, and whether the connector has to know of it. */
export interface Said {
  readonly state: State;
  readonly second: number;
}

/**
 * The order of what is said about one deployment on one target; arrival plays no part in it.
 *
 * 1. A verdict (success, failure) is greater than progress, whatever the times.
 * 2. Else the later second is greater.
 * 3. In the same second a failure is greater than a success.
 */
export function isGreater(a: Said, b: Said): boolean {
  const isVerdict = ({ state }: Said): boolean => state !== "pending";
  if (isVerdict(a) !== isVerdict(b)) return isVerdict(a);
  if (a.second !== b.second) return a.second > b.second;
  return a.state === "failure" && b.state === "success";
}

function greatest<T extends Said>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>((most, one) => (most === undefined || isGreater(one, most) ? one : most), undefined);
}

/** What all targets together amount to: success when all of them succeeded, failure when one of them failed. */
export function rollUp(targets: readonly (State | undefined)[]): State | undefined {
  if (targets.every((state) => state === undefined)) return undefined;
  if (targets.some((state) => state === "failure")) return "failure";
  return targets.every((state) => state === "success") ? "success" : "pending";
}

/** An event with what became of it on the way: answered with 2xx, or perhaps taken although nobody said so. */
export interface Told extends StoryEvent {
  readonly fate: "accepted" | "doubtful" | "lost";
}

/**
 * The states that may be shown for a target: the greatest of what was accepted; or what is greater still and was sent to a
 * process that died before it answered, which may have stored it.
 */
export function possibleStates(events: readonly Told[]): readonly (State | undefined)[] {
  const known = greatest(events.filter(({ fate }) => fate === "accepted"));
  const doubtful = events.filter(
    (event) => event.fate === "doubtful" && (known === undefined || isGreater(event, known)),
  );
  return [known?.state, ...doubtful.map(({ state }) => state)];
}
