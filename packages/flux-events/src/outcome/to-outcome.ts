import type { FluxEvent } from "../event/event.ts";
import { toLine } from "../message/line.ts";
import type { Outcome, Reading } from "./outcome.ts";

/** Completes the reading of an event with its time and its text. */
export function toOutcome(event: FluxEvent, { phase, why }: Reading): Outcome {
  return {
    phase,
    why,
    at: toWholeSeconds(event.timestamp),
    verdict: phase === "succeeded" || phase === "failed",
    message: toLine(event.message),
  };
}

// Flux sends whole seconds; a finer time from elsewhere could not be written to GitHub and read back unchanged.
function toWholeSeconds(timestamp: string | undefined): string | undefined {
  return timestamp === undefined ? undefined : new Date(timestamp).toISOString().replace(/\.\d+Z$/, "Z");
}
