import type { WriteDecision } from "../status/decide-write.ts";
import type { DeploymentState } from "./deployment.ts";

const PROGRESS: Readonly<Record<string, number>> = {
  pending: 0,
  queued: 1,
  in_progress: 2,
  success: 3,
  failure: 3,
  error: 3,
};

/**
 * Decides whether a deployment status is written after the one that GitHub shows: forward, or from one verdict to the other.
 *
 * An `inactive` deployment was superseded, and stays so.
 */
export function decideDeploymentStatus(shown: string, wanted: DeploymentState): WriteDecision {
  if (shown === wanted) return "equal";
  const reached = PROGRESS[shown];
  return reached === undefined || (PROGRESS[wanted] ?? 0) < reached ? "outdated" : "write";
}
