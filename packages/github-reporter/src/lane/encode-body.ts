import type { LaneItem } from "./lane.ts";

/**
 * Writes the body of an item as the JSON that a durable lane stores.
 *
 * @throws TypeError for a body that is no JSON, RangeError for a `notBefore` that is no time: no attempt would help.
 */
export function encodeBody({ id, body, notBefore = 0 }: LaneItem<unknown>): string {
  if (!Number.isFinite(notBefore)) {
    throw new RangeError(`The item ${id} has a notBefore that is no time in milliseconds: ${notBefore}.`);
  }
  // Its type says that there always is a text, but functions and undefined have none.
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new TypeError(`The item ${id} has a body that JSON cannot hold: ${typeof body}.`);
  return text;
}
