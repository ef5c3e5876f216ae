import type { FluxEvent } from "../event/event.ts";
import type { Reading } from "../kinds/reading.ts";
import type { Outcome } from "./outcome.ts";

/** Completes the reading of an event with its time and its text. */
export function toOutcome(event: FluxEvent, { phase, why, message, chartVersion }: Reading): Outcome {
  return {
    phase,
    why,
    at: toWholeSeconds(event.timestamp),
    verdict: phase === "succeeded" || phase === "failed",
    message: message ?? event.message,
    ...(chartVersion !== undefined && { chartVersion }),
  };
}

// Flux sends whole seconds; a finer time from elsewhere could not be written to GitHub and read back unchanged.
function toWholeSeconds(timestamp: string | undefined): string | undefined {
  const time = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace(/\.\d+Z$/, "Z");
}
