import type { FluxEvent } from "../event/event.ts";
import { foldOutcomes } from "../outcome/fold.ts";
import { describeOutcome, explain } from "./explain.ts";

export function explainExample(event: FluxEvent): string {
  //#region explain
  const sentence = explain(event);
  // "Kustomization apps/webapp at 3f2a1c0 failed its health check: Deployment apps/webapp is still in progress after 5m"
  //#endregion
  return sentence;
}

export function describeOutcomeExample(history: readonly FluxEvent[]): string {
  //#region describeOutcome
  const description = describeOutcome(foldOutcomes(history)); // "failed its health check: Deployment apps/webapp is still in progress after 5m"
  //#endregion
  return description;
}
