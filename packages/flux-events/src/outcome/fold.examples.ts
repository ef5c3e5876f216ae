import type { FluxEvent } from "../event/event.ts";
import { foldOutcomes } from "./fold.ts";

export function foldOutcomesExample(eventsOfOneRevision: readonly FluxEvent[]): string {
  //#region foldOutcomes
  const { phase, why, since } = foldOutcomes(eventsOfOneRevision, { healthAwaited: true });
  return why === "rolled-out" ? `healthy since ${since ?? "some time"}` : phase;
  //#endregion
}
