import type { ChangeSet } from "../kustomize/inventory.ts";
import { goDuration } from "../wire/go-duration.ts";
import { applyObjects } from "./applied-objects.ts";
import { finished } from "./finished.ts";
import type { Step } from "./step.ts";

/** A reconciliation that succeeds. */
export interface Reconciled {
  /** What is applied and pruned; without changes this is the heartbeat of an interval. */
  readonly changes: ChangeSet;
  /** How long applying takes. */
  readonly applyTime: number;
  /** How long the health checks take; undefined when there are none. */
  readonly healthCheckTime: number | undefined;
  /** Whether the passed health checks are worth an event: after changes, and after a failure. */
  readonly announcesHealth: boolean;
  /** Interval of the Kustomization. */
  readonly interval: number;
}

/** Change set, then pruned objects, then passed health checks, then the end: each where there is something to say. */
export function reconciled(plan: Reconciled): readonly Step[] {
  const { changes, applyTime, healthCheckTime = 0, announcesHealth, interval } = plan;
  const applying = applyObjects(changes, applyTime);
  const isApplySilent = applying.length === 0;
  const healthPassed: Step = {
    after: (isApplySilent ? applyTime : 0) + healthCheckTime,
    severity: "info",
    reason: "Progressing",
    message: `Health check passed in ${goDuration(healthCheckTime)}`,
    metadata: "revision",
    isHealthCheck: true,
  };
  const end = finished(announcesHealth ? 0 : healthPassed.after, applyTime + healthCheckTime, interval);
  if (announcesHealth) return [...applying, healthPassed, end];
  return [...applying, plan.healthCheckTime === undefined ? end : { ...end, isHealthCheck: true }];
}
