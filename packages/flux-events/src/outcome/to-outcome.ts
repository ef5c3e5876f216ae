import type { FluxEvent } from "../event/event.ts";
import { chartVersionOf } from "../kinds/chart-version.ts";
import type { Outcome, Reading } from "./outcome.ts";

/** Completes the reading of an event with its time, its text, and the chart that it is about. */
export function toOutcome(event: FluxEvent, { phase, why, chartVersion }: Reading): Outcome {
  const version = event.involvedObject.kind === "HelmRelease" ? (chartVersion ?? chartVersionOf(event)) : undefined;
  return {
    phase,
    why,
    at: toWholeSeconds(event.timestamp),
    verdict: phase === "succeeded" || phase === "failed",
    message: event.message,
    ...(version !== undefined && { chartVersion: version }),
  };
}

// Flux sends whole seconds; a finer time from elsewhere could not be written to GitHub and read back unchanged.
function toWholeSeconds(timestamp: string | undefined): string | undefined {
  return timestamp === undefined ? undefined : new Date(timestamp).toISOString().replace(/\.\d+Z$/, "Z");
}
