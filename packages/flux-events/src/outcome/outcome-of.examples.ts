import type { FluxEvent } from "../event/event.ts";
import { outcomeOf } from "./outcome-of.ts";

export function outcomeOfExample(event: FluxEvent): string {
  //#region outcomeOf
  const { phase, why } = outcomeOf(event);
  return `${phase}: ${why}`; // "succeeded: finished"
  //#endregion
}
