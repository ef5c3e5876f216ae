import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { OutcomeReason, Phase } from "../outcome/outcome.ts";

const REVISION = { revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f" };
const FINISHED = "Reconciliation finished in 436.493292ms, next run in 10m0s";
const UPDATE = { ...REVISION, commit_status: "update" };

type Row = readonly [severity: "info" | "error" | "unknown", reason: string, message: string, Phase, OutcomeReason];

const read = (
  severity: Row[0],
  reason: string,
  message: string,
  metadata: Readonly<Record<string, string>> = REVISION,
) => outcomeOf(sampleEvent({ severity, reason, message, metadata }));

// One row for each event of kustomize-controller, in the versions 0.12 to 1.9.
const ROWS: readonly Row[] = [
  ["info", "ReconciliationSucceeded", FINISHED, "succeeded", "finished"],
  ["info", "ReconciliationSucceeded", "Update completed", "succeeded", "finished"],
  ["info", "Progressing", "Namespace/shop created\nDeployment/shop/cart configured", "progressing", "applied"],
  ["info", "Progressing", "Deployment/shop/old deleted\nConfigMap/shop/keep skipped", "progressing", "applied"],
  ["info", "Progressing", "deployment.apps/cart configured\nservice/cart unchanged\n", "progressing", "applied"],
  ["info", "Progressing", "Health check passed in 18.034221341s", "progressing", "health-passed"],
  ["info", "Progressing", "Health check passed", "progressing", "health-passed"],
  ["info", "Progressing", "Detecting drift", "progressing", "progressing"],
  ["info", "Progressing", "New revision detected during health check, cancelling", "neutral", "superseded"],
  [
    "info",
    "HealthCheckCanceled",
    "Health checks canceled due to new reconciliation triggered by GitRepository/flux-system/flux-system",
    "neutral",
    "superseded",
  ],
  ["info", "DependencyNotReady", "Dependencies do not meet ready condition, retrying in 30s", "neutral", "dependency"],

  [
    "error",
    "HealthCheckFailed",
    "health check failed after 5m0.01s: timeout waiting for: [Deployment/shop/cart status: 'InProgress']",
    "failed",
    "unhealthy",
  ],
  [
    "error",
    "HealthCheckFailed",
    "Health check failed after 2m0s, timeout waiting for: [Job/shop/migrate status: 'InProgress']",
    "failed",
    "unhealthy",
  ],
  ["error", "HealthCheckFailed", "Health check timed out for [Job 'shop/migrate']", "failed", "unhealthy"],
  ["error", "HealthCheckFailed", "health check failed after 5m0s: context deadline exceeded", "failed", "unhealthy"],
  ["error", "HealthCheckFailed", "health check failed after 12.4s: context canceled", "neutral", "superseded"],
  ["error", "HealthCheckFailed", "Health check failed after 12.4s, context canceled\n", "neutral", "superseded"],
  ["error", "HealthCheckCanceled", "health check failed after 1s: context canceled", "neutral", "superseded"],
  ["error", "BuildFailed", "kustomize build failed: no such file", "failed", "build-failed"],
  ["error", "BuildFailed", "post build failed for 'cart': variable not set", "failed", "build-failed"],
  ["error", "BuildFailed", "decryption failed for 'cart': no key", "failed", "build-failed"],
  ["error", "ReconciliationFailed", "Service/shop/cart dry-run failed (Invalid): port 0", "failed", "apply-failed"],
  ["error", "ValidationFailed", "validation failed: error: no kind", "failed", "apply-failed"],
  ["error", "PruneFailed", "delete failed, errors: Deployment/shop/old delete failed: no", "failed", "prune-failed"],
  [
    "error",
    "ArtifactFailed",
    "kustomization path not found: stat /tmp/kustomization-644156964/apps: no such file or directory",
    "failed",
    "artifact-failed",
  ],
  ["error", "ArtifactFailed", "failed to download archive: 503 Service Unavailable", "progressing", "transient"],
  ["error", "DirectoryCreationFailed", "tmp dir error: no space left on device", "progressing", "transient"],
  ["error", "Progressing", "failed to update status: the object has been modified", "progressing", "transient"],
  ["error", "AccessDenied", "can't access 'GitRepository/other/app'", "failed", "misconfigured"],
  ["error", "InvalidCELExpression", "Reconciliation failed terminally", "failed", "misconfigured"],
  ["error", "FeatureGateDisabled", "to use spec.decryption.serviceAccountName …", "failed", "misconfigured"],

  // The finalizer lists what it deleted under the reason of before.
  ["info", "ReconciliationSucceeded", "Deployment/shop/cart deleted\nService/shop/cart deleted", "neutral", "deletion"],
  ["info", "ReconciliationSucceeded", "ClusterRole/my role deleted", "neutral", "deletion"],
  ["info", "ReconciliationSucceeded", "webApp/shop/my-app deleted", "neutral", "deletion"],
  ["info", "HealthCheckFailed", "Deployment/shop/cart deleted", "neutral", "deletion"],
  ["info", "BuildFailed", "Deployment/shop/cart deleted\n", "neutral", "deletion"],
  ["error", "ReconciliationSucceeded", "pruning for deleted resource failed", "failed", "deletion-failed"],
  ["error", "HealthCheckFailed", "failed to wait for resources termination", "failed", "deletion-failed"],
  ["error", "BuildFailed", "unable to prune objects: \nDeployment/shop/cart", "failed", "deletion-failed"],

  // The controllers of 2020, and an object without a Ready condition, give the severity as the reason.
  ["info", "info", FINISHED, "succeeded", "finished"],
  ["info", "info", "Update completed", "succeeded", "finished"],
  ["info", "info", "deployment.apps/cart configured", "progressing", "applied"],
  ["info", "info", "Warning: v1beta1 is deprecated\ndeployment.apps/cart created", "progressing", "applied"],
  ["info", "info", "Health check passed", "progressing", "health-passed"],
  ["info", "info", "dependencies do not meet ready condition", "neutral", "dependency"],
  ["info", "info", "all is well", "neutral", "unrecognised"],
  ["error", "error", "Health check timed out for [Job 'shop/migrate']", "failed", "unhealthy"],
  ["error", "error", "health check failed after 1s: context canceled", "neutral", "superseded"],
  ["error", "error", "kustomize create failed: failed to decode Kubernetes YAML", "failed", "build-failed"],
  ["error", "error", "validation failed: error: no kind", "failed", "apply-failed"],
  ["error", "error", "kustomization path not found: stat /tmp/x1/apps", "failed", "artifact-failed"],
  ["error", "error", "no", "failed", "unrecognised"],

  // What nobody taught this version moves nothing forward.
  ["error", "ReasonOfALaterVersion", "no", "failed", "unrecognised"],
  ["info", "ReasonOfALaterVersion", FINISHED, "neutral", "unrecognised"],
  ["info", "", FINISHED, "neutral", "unrecognised"],
  ["info", "constructor", "yes", "neutral", "unrecognised"],
  ["info", "ReconciliationSucceeded", "all is well", "neutral", "unrecognised"],
  ["info", "ReconciliationFailed", "yes", "neutral", "unrecognised"],
  ["unknown", "ReconciliationSucceeded", FINISHED, "neutral", "unrecognised"],
  ["unknown", "BuildFailed", "kustomize build failed", "neutral", "unrecognised"],
];

describe("an event of a Kustomization", () => {
  it.each(ROWS)("%s %s %j is %s, %s", (severity, reason, message, phase, why) => {
    expect(read(severity, reason, message)).toMatchObject({
      phase,
      why,
      verdict: phase === "succeeded" || phase === "failed",
      message,
    });
  });

  it("is a success by its metadata, in words of a later version", () => {
    expect(read("info", "ReconciliationSucceeded", "all done", UPDATE).why).toBe("finished");
  });

  it("is no success when it lists what was deleted, even if an annotation says so", () => {
    expect(read("info", "ReconciliationSucceeded", "Deployment/shop/cart deleted", UPDATE).why).toBe("deletion");
  });

  it("is unhealthy, and not superseded, when the details of an object tell of something that was canceled", () => {
    const message =
      "health check failed after 5m0s: timeout waiting for: [HelmRelease/shop/cart status: 'Failed': context canceled]";

    expect(read("error", "HealthCheckFailed", message).why).toBe("unhealthy");
  });

  it("is recognised without an API version, and not in a foreign group", () => {
    const named = { kind: "Kustomization", name: "cart" };

    expect(outcomeOf(sampleEvent({ involvedObject: named })).phase).toBe("succeeded");
    expect(outcomeOf(sampleEvent({ involvedObject: { ...named, apiVersion: "example.com/v1" } }))).toMatchObject({
      phase: "neutral",
      why: "unrecognised",
    });
  });
});
