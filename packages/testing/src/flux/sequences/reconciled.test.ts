import { describe, expect, it } from "vitest";

import type { ChangeSet } from "../kustomize/inventory.ts";
import { reconciled } from "./reconciled.ts";
import { unhealthy } from "./unhealthy.ts";

const changes = (applied: readonly string[], pruned: readonly string[] = []): ChangeSet => ({
  applied,
  pruned,
  inventory: new Map(),
});
const plan = { applyTime: 436.493292, healthCheckTime: 18_034.221341, announcesHealth: true, interval: 600_000 };

describe("reconciled", () => {
  it("applies, prunes, waits for health and ends, and its times add up", () => {
    const steps = reconciled({ ...plan, changes: changes(["A/a created", "B/b configured"], ["C/c deleted"]) });

    expect(steps.map(({ after, reason, message }) => [after, reason, message])).toEqual([
      [436.493292, "Progressing", "A/a created\nB/b configured"],
      [0, "Progressing", "C/c deleted"],
      [18_034.221341, "Progressing", "Health check passed in 18.034221341s"],
      [0, "ReconciliationSucceeded", "Reconciliation finished in 18.470714633s, next run in 10m0s"],
    ]);
    expect(steps.map(({ metadata }) => metadata)).toEqual(["revision", "revision", "revision", "commit-status"]);
  });

  it("takes as long when there is nothing to say on the way", () => {
    const steps = reconciled({ ...plan, changes: changes([]), announcesHealth: false });

    expect(steps).toHaveLength(1);
    expect(steps[0]?.after).toBeCloseTo(18_470.714633);
  });
});

describe("unhealthy", () => {
  it("names the objects as Flux does, with the status that fits the cause", () => {
    const failed = (cause: "timeout" | "stalled") =>
      unhealthy({
        changes: changes([]),
        applyTime: 10,
        healthCheckTime: 300_011.270958,
        cause,
        objects: ["Deployment/shop/cart", "Job/shop/migrate"],
      }).map(({ message }) => message);

    expect(failed("timeout")).toEqual([
      "health check failed after 5m0.011270958s: timeout waiting for: [Deployment/shop/cart status: 'InProgress', Job/shop/migrate status: 'InProgress']",
    ]);
    const [step] = unhealthy({
      changes: changes([]),
      applyTime: 10,
      healthCheckTime: 300_011.270958,
      cause: "timeout",
      objects: ["Deployment/apps/webapp", "HelmRelease/apps/redis"],
      details: { "HelmRelease/apps/redis": "install retries exhausted" },
    });
    expect(step).toMatchObject({ severity: "error", reason: "HealthCheckFailed", metadata: "revision" });
    expect(step?.message).toBe(
      "health check failed after 5m0.011270958s: timeout waiting for: [Deployment/apps/webapp status: 'InProgress', HelmRelease/apps/redis status: 'InProgress': install retries exhausted]",
    );
    expect(failed("stalled")[0]).toContain(
      "failed early due to stalled resources: [Deployment/shop/cart status: 'Failed'",
    );
  });
});
