import { describe, expect, it } from "vitest";

import type { FluxEvent } from "../event/event.ts";
import { sampleEvent } from "../event/sample-event.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { OutcomeReason, Phase } from "../outcome/outcome.ts";

const HELM_RELEASE = { kind: "HelmRelease", namespace: "shop", name: "redis", apiVersion: "helm.toolkit.fluxcd.io/v2" };
const RELEASE = "release shop/redis.v3 with chart redis@20.6.2";

const helmEvent = (parts: Partial<FluxEvent>) =>
  sampleEvent({ involvedObject: HELM_RELEASE, metadata: {}, reportingController: "helm-controller", ...parts });
const read = (severity: "info" | "error" | "unknown", reason: string, message: string) =>
  outcomeOf(helmEvent({ severity, reason, message }));

type Row = readonly [severity: "info" | "error" | "unknown", reason: string, message: string, Phase, OutcomeReason];

// One row for each event of helm-controller 0.37 to 1.6.
const ROWS: readonly Row[] = [
  ["info", "InstallSucceeded", `Helm install succeeded for ${RELEASE}`, "succeeded", "released"],
  ["info", "UpgradeSucceeded", `Helm upgrade succeeded for ${RELEASE}`, "succeeded", "released"],
  ["info", "TestSucceeded", `Helm test succeeded for ${RELEASE}: no test hooks`, "succeeded", "tested"],
  [
    "error",
    "InstallFailed",
    "Helm install failed for release shop/redis with chart redis@20.6.2: no",
    "failed",
    "release-failed",
  ],
  [
    "error",
    "UpgradeFailed",
    "Helm upgrade failed for release shop/redis with chart redis@20.6.2: no",
    "failed",
    "release-failed",
  ],
  ["error", "TestFailed", `Helm test failed for ${RELEASE}: 1 error`, "failed", "test-failed"],
  [
    "info",
    "RollbackSucceeded",
    "Helm rollback to previous release shop/redis.v2 with chart redis@20.6.1 succeeded",
    "neutral",
    "rollback",
  ],
  [
    "error",
    "RollbackFailed",
    "Helm rollback to previous release shop/redis.v2 with chart redis@20.6.1 failed: no",
    "failed",
    "remediation-failed",
  ],
  ["info", "UninstallSucceeded", `Helm uninstall remediation for ${RELEASE} succeeded`, "neutral", "rollback"],
  ["error", "UninstallFailed", `Helm uninstall remediation for ${RELEASE} failed: no`, "failed", "remediation-failed"],
  ["info", "UninstallSucceeded", `Helm uninstall succeeded for ${RELEASE}`, "neutral", "deletion"],
  ["error", "UninstallFailed", `Helm uninstall failed for ${RELEASE}: no`, "failed", "deletion-failed"],
  [
    "info",
    "PendingRelease",
    "Unlocked Helm release shop/redis.v3 with chart redis@20.6.2 in pending-upgrade state",
    "progressing",
    "transient",
  ],
  [
    "error",
    "PendingRelease",
    "Unlock of Helm release shop/redis.v3 with chart redis@20.6.2 in pending-upgrade state failed: no",
    "failed",
    "release-failed",
  ],
  [
    "error",
    "DriftDetected",
    "Cluster state of release shop/redis.v3 has drifted from the desired state:\nService/shop/redis removed",
    "neutral",
    "drift",
  ],
  [
    "info",
    "DriftCorrected",
    "Cluster state of release shop/redis.v3 has been corrected:\nService/shop/redis created",
    "neutral",
    "drift",
  ],
  [
    "error",
    "DriftCorrectionFailed",
    "Failed to correct cluster state of release shop/redis.v3:\nno",
    "neutral",
    "drift",
  ],
  ["info", "DependencyNotReady", "dependency 'shop/db' is not ready", "neutral", "dependency"],
  [
    "info",
    "HealthCheckCanceled",
    "Health checks canceled due to new reconciliation triggered by HelmChart/shop/redis",
    "neutral",
    "superseded",
  ],
  [
    "error",
    "ArtifactFailed",
    "failed to download chart from 'http://…' (status: 503 Service Unavailable)",
    "failed",
    "artifact-failed",
  ],
  ["error", "ValuesError", "could not resolve Secret chart values reference", "failed", "misconfigured"],
  ["error", "AccessDenied", "cross-namespace references have been blocked", "failed", "misconfigured"],
  ["error", "InvalidCELExpression", "failed to parse the expression", "failed", "misconfigured"],
  [
    "error",
    "InventoryBuildFailed",
    "failed to build inventory for shop/redis: connection refused",
    "neutral",
    "warning",
  ],
  ["error", "NamespaceCheckSkipped", "no mapping", "neutral", "warning"],
  [
    "error",
    "UpgradeFailed",
    "Helm upgrade failed for release shop/redis with chart redis@20.6.2: context canceled\n\nLast Helm logs:\n\nwaiting",
    "neutral",
    "superseded",
  ],
  [
    "error",
    "UpgradeFailed",
    "Helm upgrade failed for release shop/redis with chart redis@20.6.2: hook: context canceled",
    "failed",
    "release-failed",
  ],
  ["error", "HealthCheckCanceled", "Helm upgrade failed: context canceled", "neutral", "superseded"],
  ["info", "ReasonOfALaterVersion", "yes", "neutral", "unrecognised"],
  ["error", "ReasonOfALaterVersion", "no", "failed", "unrecognised"],
  ["info", "InstallFailed", "yes", "neutral", "unrecognised"],
  ["unknown", "InstallSucceeded", `Helm install succeeded for ${RELEASE}`, "neutral", "unrecognised"],
];

// helm-controller up to 0.36, in Flux 2.1, gave no other reasons than the severity.
const LEGACY_ROWS: readonly Row[] = [
  ["info", "info", "Helm install has started", "progressing", "progressing"],
  ["info", "info", "Helm upgrade has started", "progressing", "progressing"],
  ["info", "info", "HelmChart 'shop/redis' is not ready", "progressing", "transient"],
  [
    "info",
    "info",
    "dependencies do not meet ready condition (db is not ready), retrying in 30s",
    "neutral",
    "dependency",
  ],
  ["info", "info", "Helm install succeeded", "succeeded", "released"],
  ["info", "info", "Helm upgrade succeeded", "succeeded", "released"],
  ["info", "info", "Helm test succeeded", "succeeded", "tested"],
  ["info", "info", "Helm rollback succeeded", "neutral", "rollback"],
  ["info", "info", "Helm uninstall succeeded", "neutral", "deletion"],
  ["info", "info", "the upgrade succeeded", "neutral", "unrecognised"],
  [
    "error",
    "error",
    "Helm install failed: failed pre-install\n\nLast Helm logs:\n\nStarting delete",
    "failed",
    "release-failed",
  ],
  ["error", "error", "Helm upgrade failed: 100%!x(MISSING)", "failed", "release-failed"],
  ["error", "error", "Helm test failed: no", "failed", "test-failed"],
  ["error", "error", "Helm rollback failed: no", "failed", "remediation-failed"],
  ["error", "error", "Helm uninstall failed: no", "failed", "remediation-failed"],
  ["error", "error", "reconciliation failed: install retries exhausted", "failed", "unrecognised"],
  ["error", "error", "chart reconciliation failed: no", "failed", "unrecognised"],
];

describe("an event of a HelmRelease", () => {
  it.each([...ROWS, ...LEGACY_ROWS])("%s %s %j is %s, %s", (severity, reason, message, phase, why) => {
    expect(read(severity, reason, message)).toMatchObject({
      phase,
      why,
      verdict: phase === "succeeded" || phase === "failed",
    });
  });

  it.each([
    ["of its metadata", { revision: "20.6.2+5394cb7f4833" }, "20.6.2+5394cb7f4833"],
    ["before the digest of an artifact", { revision: `1.2.3@sha256:${"5b".repeat(32)}` }, "1.2.3"],
    ["of its message", {}, "20.6.2"],
    ["of its message, where people wrote something else", { revision: "main@sha1:0c8f4c3" }, "20.6.2"],
  ])("names the version of the chart: %s", (_, metadata, version) => {
    const message = `Helm upgrade succeeded for ${RELEASE}`;

    expect(outcomeOf(helmEvent({ reason: "UpgradeSucceeded", message, metadata })).chartVersion).toBe(version);
  });

  it("names no version where there is none", () => {
    expect(read("error", "ArtifactFailed", "failed to download chart")).not.toHaveProperty("chartVersion");
    expect(outcomeOf(sampleEvent({ metadata: { revision: "6.5.0" } }))).not.toHaveProperty("chartVersion");
  });
});
