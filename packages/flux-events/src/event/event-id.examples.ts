import { eventId } from "./event-id.ts";

export function isRepetition(body: Uint8Array, seen: Set<string>): boolean {
  //#region eventId
  const id = eventId(body);
  const repeated = seen.has(id);
  seen.add(id);
  //#endregion
  return repeated;
}
