import type { FluxEvent } from "../event/event.ts";
import { sampleEvent } from "../event/sample-event.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { Outcome, OutcomeReason, Phase } from "../outcome/outcome.ts";

/** Reads an event about an object of a kind, for the tests. */
export function readSample(
  involvedObject: Pick<FluxEvent["involvedObject"], "kind" | "apiVersion">,
  event: Pick<FluxEvent, "severity" | "reason"> & Partial<FluxEvent>,
): Outcome {
  return outcomeOf(
    sampleEvent({ metadata: {}, message: "…", ...event, involvedObject: { ...involvedObject, name: "shop" } }),
  );
}

/** What every reason of one kind and severity means: a row for each. */
export function rows(
  kind: string,
  severity: FluxEvent["severity"],
  phase: Phase,
  why: OutcomeReason,
  reasons: string,
): readonly (readonly [string, FluxEvent["severity"], string, Phase, OutcomeReason])[] {
  return reasons.split(" ").map((reason) => [kind, severity, reason, phase, why] as const);
}
