import { finished } from "./finished.ts";
import type { Step } from "./step.ts";

/**
 * How the deletion of a Kustomization goes. Without objects to delete it goes well.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
 */
export interface Deletion {
  /**
   * `deleted`: all objects go, or are left alone where the Kustomization says so. `prune-failed`: the API server refuses to
   * delete them, and the Kustomization stays until the next try, which succeeds. `termination-timed-out`: they do not go
   * within the timeout, which `WaitForTermination` alone notices. `account-gone`: the service account is missing, so that
   * they stay behind.
   */
  readonly code: "deleted" | "prune-failed" | "termination-timed-out" | "account-gone";
}

/** The end of a Kustomization. */
export interface DeletedKustomization {
  /** How it goes. */
  readonly deletion: Deletion;
  /** Lines `Kind/namespace/name deleted` or `… skipped` in the order of deletion; none when the objects are left alone. */
  readonly lines: readonly string[];
  /** What was ready, and why, when it was deleted; the events have this reason whatever they say. */
  readonly ready: { readonly isTrue: boolean; readonly reason: string };
  /** How long deleting takes. */
  readonly applyTime: number;
  /** How long the objects are waited for. */
  readonly terminationTime: number;
  /** Interval of the Kustomization. */
  readonly interval: number;
}

/**
 * The deleted objects, under the reason of the last reconciliation, then the end of a reconciliation. Both look like a
 * success. A Kustomization that was not ready says the first one alone.
 */
export function deleted(plan: DeletedKustomization): readonly Step[] {
  const { lines, ready, applyTime, terminationTime, interval } = plan;
  const code = lines.length === 0 ? "deleted" : plan.deletion.code;
  const say = (severity: "info" | "error", message: string, after: number): Step => {
    return { after, severity, reason: ready.reason, message, metadata: "revision" };
  };
  const list = say("info", lines.join("\n"), applyTime);
  const end = (took: number, after = 0): readonly Step[] => (ready.isTrue ? [finished(after, took, interval)] : []);

  switch (code) {
    case "deleted":
      return lines.length === 0 ? end(applyTime, applyTime) : [list, ...end(applyTime)];
    case "prune-failed":
      return [say("error", "pruning for deleted resource failed", applyTime), ...end(applyTime)];
    case "termination-timed-out": {
      const timedOut = say("error", "failed to wait for resources termination", terminationTime);
      return [list, timedOut, ...end(applyTime + terminationTime)];
    }
    case "account-gone": {
      // Flux lists these in the order in which it applied them.
      const objects = lines.map((line) => line.replace(/ \w+$/, "")).reverse();
      return [say("error", `unable to prune objects: \n${objects.join("\n")}`, applyTime), ...end(applyTime)];
    }
  }
}
