import { describe, expect, it } from "vitest";

import type { HelmUnprepared } from "../helm/helm-scenario.ts";
import { helmAction, type HelmResult, testedHooks, type ToldHelmAction } from "./helm-action.ts";
import { driftCorrected, driftCorrectionFailed, driftDetected } from "./helm-drift.ts";
import { helmDependencyNotReady, helmHealthCheckCancelled, helmUnprepared, helmWarned } from "./helm-prepared.ts";
import { helmUnlocked } from "./helm-unlocked.ts";
import type { Step } from "./step.ts";

const said = ({ severity, reason, message, metadata }: Step) => [severity, reason, message, metadata];
const target = (release: string, chart: string) => ({ release, chart, took: 1 });
const succeeded: HelmResult = { code: "succeeded" };
const failed = { code: "failed", error: "context deadline exceeded" } as const;

describe("the event of a Helm action", () => {
  it.each<[ToldHelmAction, HelmResult, string, "info" | "error", string, string]>([
    [
      "install",
      succeeded,
      "apps/podinfo.v1",
      "info",
      "InstallSucceeded",
      "Helm install succeeded for release apps/podinfo.v1 with chart podinfo@6.5.0",
    ],
    [
      "install",
      failed,
      "apps/podinfo",
      "error",
      "InstallFailed",
      "Helm install failed for release apps/podinfo with chart podinfo@6.5.0: context deadline exceeded",
    ],
    [
      "upgrade",
      succeeded,
      "apps/podinfo.v3",
      "info",
      "UpgradeSucceeded",
      "Helm upgrade succeeded for release apps/podinfo.v3 with chart podinfo@6.5.0",
    ],
    [
      "upgrade",
      failed,
      "apps/podinfo",
      "error",
      "UpgradeFailed",
      "Helm upgrade failed for release apps/podinfo with chart podinfo@6.5.0: context deadline exceeded",
    ],
    [
      "test",
      { code: "succeeded", details: testedHooks(3) },
      "apps/podinfo.v3",
      "info",
      "TestSucceeded",
      "Helm test succeeded for release apps/podinfo.v3 with chart podinfo@6.5.0: 3 test hooks completed successfully",
    ],
    [
      "test",
      failed,
      "apps/podinfo.v3",
      "error",
      "TestFailed",
      "Helm test failed for release apps/podinfo.v3 with chart podinfo@6.5.0: context deadline exceeded",
    ],
    [
      "rollback",
      succeeded,
      "apps/podinfo.v2",
      "info",
      "RollbackSucceeded",
      "Helm rollback to previous release apps/podinfo.v2 with chart podinfo@6.5.0 succeeded",
    ],
    [
      "rollback",
      failed,
      "apps/podinfo.v2",
      "error",
      "RollbackFailed",
      "Helm rollback to previous release apps/podinfo.v2 with chart podinfo@6.5.0 failed: context deadline exceeded",
    ],
    [
      "remediation",
      succeeded,
      "apps/podinfo.v1",
      "info",
      "UninstallSucceeded",
      "Helm uninstall remediation for release apps/podinfo.v1 with chart podinfo@6.5.0 succeeded",
    ],
    [
      "remediation",
      failed,
      "apps/podinfo.v1",
      "error",
      "UninstallFailed",
      "Helm uninstall remediation for release apps/podinfo.v1 with chart podinfo@6.5.0 failed: context deadline exceeded",
    ],
    [
      "uninstall",
      succeeded,
      "apps/podinfo.v2",
      "info",
      "UninstallSucceeded",
      "Helm uninstall succeeded for release apps/podinfo.v2 with chart podinfo@6.5.0",
    ],
    [
      "uninstall",
      failed,
      "apps/podinfo.v2",
      "error",
      "UninstallFailed",
      "Helm uninstall failed for release apps/podinfo.v2 with chart podinfo@6.5.0: context deadline exceeded",
    ],
  ])("%s, %j", (action, result, release, severity, reason, message) => {
    expect(said(helmAction(action, target(release, "podinfo@6.5.0"), result))).toEqual([
      severity,
      reason,
      message,
      "revision",
    ]);
  });

  it("ends with the last lines of Helm's log, if there are any", () => {
    const logs = [
      "2026-09-01T11:09:58.1Z: creating upgraded release for podinfo",
      '2026-09-01T11:10:00Z: warning: Upgrade "podinfo" failed: context deadline exceeded',
    ];
    const { message } = helmAction("upgrade", target("apps/podinfo", "podinfo@6.5.2"), {
      ...failed,
      logs,
    });

    expect(message).toBe(
      'Helm upgrade failed for release apps/podinfo with chart podinfo@6.5.2: context deadline exceeded\n\nLast Helm logs:\n\n2026-09-01T11:09:58.1Z: creating upgraded release for podinfo\n2026-09-01T11:10:00Z: warning: Upgrade "podinfo" failed: context deadline exceeded',
    );
  });

  it("counts the hooks of a test", () => {
    expect([0, 1, 2].map(testedHooks)).toEqual([
      "no test hooks",
      "1 test hook completed successfully",
      "2 test hooks completed successfully",
    ]);
  });
});

describe("the events of drift", () => {
  const drift = { changed: ["Deployment/apps/podinfo"], removed: ["ConfigMap/apps/podinfo"] };

  it("are an error without a revision, and a success with one", () => {
    expect(said(driftDetected("apps/podinfo.v2", drift, 0))).toEqual([
      "error",
      "DriftDetected",
      "Cluster state of release apps/podinfo.v2 has drifted from the desired state:\nDeployment/apps/podinfo changed (0 additions, 1 changes, 0 removals)\nConfigMap/apps/podinfo removed",
      "none",
    ]);
    expect(said(driftCorrected("apps/podinfo.v2", drift, 0))).toEqual([
      "info",
      "DriftCorrected",
      "Cluster state of release apps/podinfo.v2 has been corrected:\nDeployment/apps/podinfo configured\nConfigMap/apps/podinfo created",
      "revision",
    ]);
  });

  it("tell what was corrected when not everything was", () => {
    const failure = { error: "forbidden", after: 0 };

    expect(said(driftCorrectionFailed("apps/podinfo.v2", { ...failure, corrected: {} }))).toEqual([
      "error",
      "DriftCorrectionFailed",
      "Failed to correct cluster state of release apps/podinfo.v2:\nforbidden",
      "revision",
    ]);
    const corrected = { removed: ["ConfigMap/apps/podinfo"] };
    expect(driftCorrectionFailed("apps/podinfo.v2", { ...failure, corrected }).message).toBe(
      "Failed to partially correct cluster state of release apps/podinfo.v2:\nforbidden\n\nSuccessful corrections:\nConfigMap/apps/podinfo created",
    );
  });
});

describe("the events around a release", () => {
  it.each<[HelmUnprepared["code"], string, string]>([
    [
      "artifact-failed",
      "ArtifactFailed",
      "failed to download chart from 'http://source-controller.flux-system.svc.cluster.local./helmchart/apps/apps-podinfo/podinfo-6.5.0.tgz' (status: 503 Service Unavailable)",
    ],
    [
      "values-error",
      "ValuesError",
      `could not resolve Secret chart values reference 'apps/podinfo' with key 'values.yaml': secrets "podinfo" not found`,
    ],
    [
      "access-denied",
      "AccessDenied",
      "can't access 'HelmChart/apps/apps-podinfo', cross-namespace references have been blocked",
    ],
    ["invalid-cel-expression", "InvalidCELExpression", "failed to parse the expression"],
  ])("are an error without a revision for %s", (code, reason, message) => {
    const preparation = {
      helmRelease: "apps/podinfo",
      source: "HelmChart/apps/apps-podinfo",
      chartUrl: "http://source-controller.flux-system.svc.cluster.local./helmchart/apps/apps-podinfo/podinfo-6.5.0.tgz",
    };

    expect(said(helmUnprepared({ code }, preparation))).toEqual(["error", reason, message, "none"]);
    expect(helmUnprepared({ code, message: "no" }, preparation).message).toBe("no");
  });

  it("name no revision for dependencies, warnings and cancelled waits", () => {
    expect(said(helmDependencyNotReady("apps/redis"))).toEqual([
      "info",
      "DependencyNotReady",
      "dependency 'apps/redis' is not ready",
      "none",
    ]);
    expect(said(helmWarned({ code: "inventory-build-failed" }, "apps/podinfo", 0))).toEqual([
      "error",
      "InventoryBuildFailed",
      "failed to build inventory for apps/podinfo: connection refused",
      "none",
    ]);
    expect(said(helmWarned({ code: "namespace-check-skipped", message: "unknown kind" }, "apps/podinfo", 0))).toEqual([
      "error",
      "NamespaceCheckSkipped",
      "unknown kind",
      "none",
    ]);
    expect(said(helmHealthCheckCancelled("OCIRepository/apps/podinfo"))).toEqual([
      "info",
      "HealthCheckCanceled",
      "Health checks canceled due to new reconciliation triggered by OCIRepository/apps/podinfo",
      "none",
    ]);
  });

  it("tell that a pending release was unlocked, or could not be", () => {
    const stuck = target("apps/podinfo.v3", "podinfo@6.5.2");

    expect(said(helmUnlocked(stuck, "pending-upgrade"))).toEqual([
      "info",
      "PendingRelease",
      "Unlocked Helm release apps/podinfo.v3 with chart podinfo@6.5.2 in pending-upgrade state",
      "revision",
    ]);
    expect(said(helmUnlocked(stuck, "pending-upgrade", "forbidden"))).toEqual([
      "error",
      "PendingRelease",
      "Unlock of Helm release apps/podinfo.v3 with chart podinfo@6.5.2 in pending-upgrade state failed: forbidden",
      "revision",
    ]);
  });
});
