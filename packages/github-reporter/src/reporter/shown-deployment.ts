import type { ReportedDeployment, ReportedSlot } from "./target.ts";

/** Tells how GitHub's deployments show a slot; undefined when they do not. */
export function shownDeployment({ deployment, environment }: ReportedSlot): ReportedDeployment | undefined {
  return deployment === false ? undefined : (deployment ?? { environment });
}
