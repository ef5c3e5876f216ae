import { describe, expect, it } from "vitest";

import type { FluxEvent } from "../event/event.ts";
import { sampleEvent } from "../event/sample-event.ts";
import { foldOutcomes } from "../outcome/fold.ts";

const involvedObject = {
  kind: "HelmRelease",
  namespace: "shop",
  name: "redis",
  uid: "1",
  apiVersion: "helm.toolkit.fluxcd.io/v2",
};

const at = (second: number, reason: string, message: string, revision?: string): FluxEvent =>
  sampleEvent({
    involvedObject,
    timestamp: `2026-11-22T21:42:${String(second).padStart(2, "0")}Z`,
    severity: reason.endsWith("Failed") ? "error" : "info",
    reason,
    message,
    metadata: revision === undefined ? {} : { revision },
  });
const release = (number: number, chart: string) => `release shop/redis.v${number} with chart redis@${chart}`;

const installed = at(1, "InstallSucceeded", `Helm install succeeded for ${release(1, "20.6.1")}`, "20.6.1");
const upgraded = at(10, "UpgradeSucceeded", `Helm upgrade succeeded for ${release(2, "20.6.2")}`, "20.6.2");
const tested = at(15, "TestSucceeded", `Helm test succeeded for ${release(2, "20.6.2")}: no test hooks`, "20.6.2");
const upgradeFailed = at(
  10,
  "UpgradeFailed",
  "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context deadline exceeded",
  "20.6.2",
);
const testFailed = at(15, "TestFailed", `Helm test failed for ${release(2, "20.6.2")}: 1 error`, "20.6.2");
const rolledBack = at(
  20,
  "RollbackSucceeded",
  "Helm rollback to previous release shop/redis.v1 with chart redis@20.6.1 succeeded",
  "20.6.1",
);
const canceled = at(
  11,
  "HealthCheckCanceled",
  "Health checks canceled due to new reconciliation triggered by HelmChart/shop/redis",
);

describe("the history of a HelmRelease", () => {
  it("succeeds with the release where no tests are known of", () => {
    expect(foldOutcomes([upgraded])).toMatchObject({ phase: "succeeded", why: "released", chartVersion: "20.6.2" });
  });

  it("waits for the tests where the caller, or the history, knows of some", () => {
    expect(foldOutcomes([upgraded], { testsEnabled: true })).toMatchObject({ phase: "progressing", why: "untested" });
    expect(foldOutcomes([upgraded, tested], { testsEnabled: true }).why).toBe("tested");
    expect(
      foldOutcomes([tested, at(30, "UpgradeSucceeded", `Helm upgrade succeeded for ${release(3, "20.7.0")}`)]),
    ).toMatchObject({ phase: "succeeded", why: "tested" });
    expect(foldOutcomes([upgraded, tested], { testsEnabled: false }).why).toBe("tested");
  });

  it("fails with its tests", () => {
    expect(foldOutcomes([upgraded, testFailed])).toMatchObject({ phase: "failed", why: "test-failed" });
  });

  it("is the failure of the attempted version once it was rolled back", () => {
    expect(foldOutcomes([installed, rolledBack, upgradeFailed])).toMatchObject({
      phase: "failed",
      why: "rollback",
      at: rolledBack.timestamp,
      since: upgradeFailed.timestamp,
      chartVersion: "20.6.2",
      message: upgradeFailed.message,
    });
  });

  it("is one outcome with both when failure and rollback share a second", () => {
    const sameSecond = { ...rolledBack, timestamp: testFailed.timestamp };

    expect(foldOutcomes([installed, upgraded, testFailed, sameSecond])).toMatchObject({
      why: "rollback",
      message: testFailed.message,
    });
  });

  it("tells of the version that is asked for, with the whole history to explain it", () => {
    const history = [installed, upgradeFailed, rolledBack];

    expect(foldOutcomes(history, { chartVersion: "20.6.2" })).toMatchObject({ phase: "failed", why: "rollback" });
    expect(foldOutcomes(history, { chartVersion: "20.6.1" })).toMatchObject({ phase: "succeeded", why: "released" });
    expect(foldOutcomes(history, { chartVersion: "20.7.0" })).toMatchObject({ phase: "neutral", why: "silence" });
  });

  it("is the failure of the attempted version when the rollback failed, too", () => {
    const notRolledBack = at(
      20,
      "RollbackFailed",
      "Helm rollback to previous release shop/redis.v1 with chart redis@20.6.1 failed: no",
      "20.6.1",
    );
    const history = [installed, upgradeFailed, notRolledBack];

    expect(foldOutcomes(history)).toMatchObject({ why: "remediation-failed", chartVersion: "20.6.2" });
    expect(foldOutcomes(history, { chartVersion: "20.6.1" }).phase).toBe("succeeded");
  });

  it("is a failure also when the event of it was lost, because a rollback undoes every later release", () => {
    expect(foldOutcomes([installed, upgraded, rolledBack])).toMatchObject({
      phase: "failed",
      why: "rollback",
      chartVersion: "20.6.2",
    });
  });

  it("leaves the version that was restored a success", () => {
    expect(foldOutcomes([installed, rolledBack])).toMatchObject({
      phase: "succeeded",
      why: "released",
      chartVersion: "20.6.1",
    });
    expect(foldOutcomes([rolledBack])).toMatchObject({ phase: "neutral", why: "rollback", chartVersion: "20.6.1" });
  });

  it("is a failure when the first release was uninstalled in place of a rollback", () => {
    const uninstalled = at(
      20,
      "UninstallSucceeded",
      `Helm uninstall remediation for ${release(1, "20.6.1")} succeeded`,
    );

    expect(foldOutcomes([installed, uninstalled])).toMatchObject({ phase: "failed", why: "rollback" });
  });

  it("succeeds when a later attempt does", () => {
    const retried = at(40, "UpgradeSucceeded", `Helm upgrade succeeded for ${release(4, "20.6.2")}`, "20.6.2");

    expect(foldOutcomes([upgradeFailed, retried, rolledBack])).toMatchObject({ phase: "succeeded", why: "released" });
  });

  it("takes the failure of a wait that was given up for none", () => {
    expect(foldOutcomes([canceled, upgradeFailed])).toMatchObject({ phase: "neutral", why: "superseded" });
    expect(foldOutcomes([installed, upgradeFailed, canceled])).toMatchObject({ phase: "succeeded" });
    expect(foldOutcomes([upgradeFailed, { ...canceled, timestamp: upgradeFailed.timestamp }]).why).toBe("superseded");
  });

  it("does not forgive a failure that was remediated, or one that comes after the cancellation", () => {
    const later = { ...canceled, timestamp: "2026-11-22T21:42:30Z" };
    const muchLater = { ...canceled, timestamp: "2026-11-22T22:42:00Z" };

    expect(foldOutcomes([upgradeFailed, rolledBack, later]).phase).toBe("failed");
    expect(foldOutcomes([installed, upgradeFailed, muchLater]).phase).toBe("failed");
    expect(foldOutcomes([canceled, testFailed]).phase).toBe("failed");
    expect(foldOutcomes([testFailed, later]).phase).toBe("failed");
  });

  it("does not mix two releases that have the same name in turn", () => {
    const other = { ...rolledBack, involvedObject: { ...involvedObject, uid: "2" } };

    expect(foldOutcomes([upgraded, other]).phase).toBe("succeeded");
  });

  it("is not moved by drift, warnings and deletion", () => {
    const drifted = {
      ...at(50, "DriftDetected", "Cluster state of release shop/redis.v2 has drifted…"),
      severity: "error" as const,
    };
    const warned = { ...at(51, "InventoryBuildFailed", "failed to build inventory"), severity: "error" as const };
    const uninstalled = at(52, "UninstallSucceeded", `Helm uninstall succeeded for ${release(2, "20.6.2")}`);

    expect(foldOutcomes([upgraded, drifted, warned, uninstalled])).toMatchObject({
      phase: "succeeded",
      why: "released",
    });
  });

  it("judges the attempt right before the rollback, and none from before a later success", () => {
    const repaired = at(12, "UpgradeSucceeded", `Helm upgrade succeeded for ${release(3, "20.6.3")}`, "20.6.3");
    const rolledBackLater = at(
      30,
      "RollbackSucceeded",
      "Helm rollback to previous release shop/redis.v3 with chart redis@20.6.3 succeeded",
      "20.6.3",
    );

    expect(foldOutcomes([upgradeFailed, repaired, rolledBackLater])).toMatchObject({
      phase: "succeeded",
      chartVersion: "20.6.3",
    });
  });
});
