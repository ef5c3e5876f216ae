import type { FluxEvent } from "../event/event.ts";
import { outcomeOf } from "./outcome-of.ts";

export function outcomeExample(event: FluxEvent): string {
  //#region outcomeOf
  const { phase, why, message } = outcomeOf(event);
  return `${phase} (${why}): ${message}`;
  //#endregion
}
