import type { Step } from "./step.ts";

/** The manifests could not be built: one error, and nothing is applied. */
export function buildFailed(message: string, applyTime: number): readonly Step[] {
  return [{ after: applyTime, severity: "error", reason: "BuildFailed", message, metadata: "revision" }];
}
