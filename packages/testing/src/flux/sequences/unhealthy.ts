import type { ChangeSet } from "../kustomize/inventory.ts";
import { goDuration } from "../wire/go-duration.ts";
import { applyObjects } from "./applied-objects.ts";
import type { Step } from "./step.ts";

/** A reconciliation whose objects do not become healthy. */
export interface UnhealthyReconciliation {
  /** What is applied and pruned before. */
  readonly changes: ChangeSet;
  /** How long applying takes. */
  readonly applyTime: number;
  /** How long the health checks run before they give up. */
  readonly healthCheckTime: number;
  /** Why they give up. */
  readonly cause: "timeout" | "stalled";
  /** The unhealthy objects, as `Kind/namespace/name`. */
  readonly objects: readonly string[];
  /** What is wrong with some of them, by their name. */
  readonly details?: Readonly<Record<string, string>>;
}

/** Change set and pruned objects, then the failed health check; each retry repeats the latter alone. */
export function unhealthy({
  changes,
  applyTime,
  healthCheckTime,
  cause,
  objects,
  details = {},
}: UnhealthyReconciliation): readonly Step[] {
  const applying = applyObjects(changes, applyTime);
  const [why, status] =
    cause === "timeout" ? ["timeout waiting for", "InProgress"] : ["failed early due to stalled resources", "Failed"];
  const items = objects.map((object) => {
    const detail = details[object];
    return `${object} status: '${status}'${detail === undefined ? "" : `: ${detail}`}`;
  });

  return [
    ...applying,
    {
      after: (applying.length === 0 ? applyTime : 0) + healthCheckTime,
      severity: "error",
      reason: "HealthCheckFailed",
      message: `health check failed after ${goDuration(healthCheckTime)}: ${why}: [${items.join(", ")}]`,
      metadata: "revision",
      isHealthCheck: true,
    },
  ];
}
