import type { HelmTarget } from "./helm-action.ts";
import type { Step } from "./step.ts";

/**
 * A release that was left pending is marked as failed, so that it can be upgraded again.
 *
 * @param status The status in which it was left, such as `pending-upgrade`.
 * @param error Why it could not be unlocked; undefined when it could.
 */
export function helmUnlocked({ release, chart, took }: HelmTarget, status: string, error?: string): Step {
  const step = { after: took, reason: "PendingRelease", metadata: "revision" } as const;
  if (error === undefined) {
    return {
      ...step,
      severity: "info",
      message: `Unlocked Helm release ${release} with chart ${chart} in ${status} state`,
    };
  }
  const message = `Unlock of Helm release ${release} with chart ${chart} in ${status} state failed: ${error}`;
  return { ...step, severity: "error", message };
}
