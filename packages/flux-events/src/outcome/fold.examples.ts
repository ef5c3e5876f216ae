import type { FluxEvent } from "../event/event.ts";
import { foldOutcomes } from "./fold.ts";

export function foldExample(eventsOfOneRevision: readonly FluxEvent[]): boolean {
  //#region foldOutcomes
  const outcome = foldOutcomes(eventsOfOneRevision, { healthAwaited: true });
  return outcome?.why === "rolled-out";
  //#endregion
}
