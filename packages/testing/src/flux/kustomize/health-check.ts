import type { Random } from "../random.ts";
import type { Unhealthy } from "../scenario.ts";
import type { UnhealthyReconciliation } from "../sequences/unhealthy.ts";
import type { Inventory } from "./inventory.ts";
import type { KustomizationOptions } from "./kustomization-options.ts";

/** What Flux waits for by kstatus, and what a health check usually names. */
const WORKLOADS = /^(?:Deployment|StatefulSet|DaemonSet|Job|HelmRelease)\//;

/** How long it takes, about, to see that time is up. */
const LAST_LOOK = 20;

/** What a failed health check is made of. */
export interface HealthCheck {
  readonly options: KustomizationOptions;
  /** The objects that are waited for, as `Kind/namespace/name`. */
  readonly checked: readonly string[];
  readonly random: Random;
  readonly rolloutTime: number;
}

/** Tells which objects a Kustomization waits for. */
export function checkedObjects(
  { wait = false, healthChecks = [] }: KustomizationOptions,
  inventory: Inventory,
): readonly string[] {
  return wait ? [...inventory.keys()] : healthChecks;
}

/** Tells how a health check fails, and when. */
export function failedHealthCheck(
  { cause = "timeout", objects, details = {} }: Unhealthy,
  { options, checked, random, rolloutTime }: HealthCheck,
): Omit<UnhealthyReconciliation, "changes" | "applyTime"> {
  const workloads = checked.filter((object) => WORKLOADS.test(object));
  return {
    cause,
    details,
    objects: objects ?? (workloads.length > 0 ? workloads : checked),
    healthCheckTime: cause === "timeout" ? timeoutOf(options) + random.around(LAST_LOOK) : random.around(rolloutTime),
  };
}

/** Tells how long a Kustomization waits for health: 30 seconds less than its interval, unless it says so. */
export function timeoutOf({ interval = 600_000, timeout }: KustomizationOptions): number {
  return timeout ?? Math.max(interval - 30_000, 30_000);
}
