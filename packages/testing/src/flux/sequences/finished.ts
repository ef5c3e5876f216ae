import { goDuration } from "../wire/go-duration.ts";
import type { Step } from "./step.ts";

/** The end of every reconciliation that leaves a Kustomization ready; this one event is the commit status of its revision. */
export function finished(after: number, took: number, interval: number): Step {
  const message = `Reconciliation finished in ${goDuration(took)}, next run in ${goDuration(interval)}`;
  return { after, severity: "info", reason: "ReconciliationSucceeded", message, metadata: "commit-status" };
}
