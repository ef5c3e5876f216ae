import type { WriteDecision } from "../status/decide-write.ts";
import type { DeploymentState } from "./deployment.ts";

const VERDICT = 3;

const PROGRESS: Readonly<Record<string, number>> = {
  pending: 0,
  queued: 1,
  in_progress: 2,
  success: VERDICT,
  failure: VERDICT,
  error: VERDICT,
};

/**
 * Decides whether a deployment status is written after the one that GitHub shows: forward, or from one verdict to the other.
 *
 * An `inactive` deployment was superseded, and stays so; one that has a verdict is not superseded any more.
 */
export function decideDeploymentStatus(shown: string, wanted: DeploymentState): WriteDecision {
  if (shown === wanted) return "equal";
  if (wanted === "inactive") return (PROGRESS[shown] ?? VERDICT) < VERDICT ? "write" : "outdated";
  const reached = PROGRESS[shown];
  return reached === undefined || (PROGRESS[wanted] ?? 0) < reached ? "outdated" : "write";
}
