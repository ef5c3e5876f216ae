import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { outcomeOf } from "./outcome-of.ts";

const REVISION = { revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f" };

const kustomization = (severity: "info" | "error" | "unknown", reason: string, message: string) =>
  outcomeOf(sampleEvent({ severity, reason, message, metadata: REVISION }));

const gitRepository = (severity: "info" | "error" | "unknown", reason: string, message: string) =>
  outcomeOf(
    sampleEvent({
      involvedObject: { kind: "GitRepository", name: "shop", apiVersion: "source.toolkit.fluxcd.io/v1" },
      severity,
      reason,
      message,
    }),
  );

describe("outcomeOf a Kustomization", () => {
  it("takes the end of a reconciliation for success, by its metadata or by its text", () => {
    expect(outcomeOf(sampleEvent({ message: "in words of a later version" }))).toMatchObject({
      phase: "succeeded",
      why: "reconciled",
      verdict: true,
    });
    expect(
      kustomization("info", "ReconciliationSucceeded", "Reconciliation finished in 1.2s, next run in 10m0s"),
    ).toMatchObject({ phase: "succeeded", why: "reconciled" });
  });

  it.each([
    ["info", "Progressing", "Namespace/shop created\nDeployment/shop/cart configured", "progressing", "applied"],
    ["info", "Progressing", "Deployment/shop/old deleted", "progressing", "applied"],
    ["info", "Progressing", "Health check passed in 18.034221341s", "progressing", "healthy"],
    ["info", "Progressing", "Detecting drift", "progressing", "progressing"],
    ["error", "ArtifactFailed", "failed to download archive: 503", "progressing", "artifact-unavailable"],
    [
      "error",
      "DirectoryCreationFailed",
      "tmp dir error: no space left on device",
      "progressing",
      "artifact-unavailable",
    ],

    [
      "info",
      "DependencyNotReady",
      "Dependencies do not meet ready condition, retrying in 30s",
      "neutral",
      "dependency",
    ],
    ["info", "HealthCheckCanceled", "Health checks canceled due to new reconciliation", "neutral", "superseded"],
    ["info", "Progressing", "New revision detected during health check, cancelling", "neutral", "superseded"],
    ["error", "HealthCheckFailed", "health check failed after 12.4s: context canceled", "neutral", "superseded"],
    ["info", "ReconciliationSucceeded", "Deployment/shop/cart deleted", "neutral", "deletion"],
    ["error", "Progressing", "failed to update status: the object has been modified", "neutral", "internal"],

    ["error", "HealthCheckFailed", "health check failed after 5m0s: context deadline exceeded", "failed", "unhealthy"],
    ["error", "BuildFailed", "kustomize build failed: no such file", "failed", "build-failed"],
    ["error", "ReconciliationFailed", "Service/shop/cart dry-run failed (Invalid): port 0", "failed", "apply-failed"],
    ["error", "PruneFailed", "delete failed, errors: denied", "failed", "prune-failed"],
    [
      "error",
      "ArtifactFailed",
      "kustomization path not found: stat /tmp/kustomization-1/apps",
      "failed",
      "path-missing",
    ],
    ["error", "AccessDenied", "can't access 'GitRepository/other/app'", "failed", "misconfigured"],
    ["error", "InvalidCELExpression", "Reconciliation failed terminally", "failed", "misconfigured"],
    ["error", "ReconciliationSucceeded", "pruning for deleted resource failed", "failed", "deletion-failed"],
    ["error", "ReasonOfALaterVersion", "no", "failed", "unrecognised"],

    ["info", "ReasonOfALaterVersion", "yes", "neutral", "unrecognised"],
    ["info", "constructor", "yes", "neutral", "unrecognised"],
    ["info", "ReconciliationSucceeded", "all is well", "neutral", "unrecognised"],
    ["unknown", "ReconciliationSucceeded", "Reconciliation finished in 1s", "neutral", "unrecognised"],
  ] as const)("reads %s %s %j as %s, %s", (severity, reason, message, phase, why) => {
    expect(kustomization(severity, reason, message)).toMatchObject({
      phase,
      why,
      verdict: phase === "failed",
    });
  });

  it("does not take a nested error for a cancelled health check", () => {
    const message =
      "health check failed after 5m0s: timeout waiting for: [HelmRelease/shop/cart status: 'Failed': context canceled]";

    expect(kustomization("error", "HealthCheckFailed", message).why).toBe("unhealthy");
  });

  it("recognises it without an API version, and not in a foreign group", () => {
    const named = { kind: "Kustomization", name: "cart" };

    expect(outcomeOf(sampleEvent({ involvedObject: named })).phase).toBe("succeeded");
    expect(outcomeOf(sampleEvent({ involvedObject: { ...named, apiVersion: "example.com/v1" } }))).toMatchObject({
      phase: "neutral",
      why: "unrecognised",
    });
  });

  it("tells the time in whole seconds of UTC", () => {
    expect(outcomeOf(sampleEvent({ timestamp: "2026-11-22T22:42:00.987+01:00" })).at).toBe("2026-11-22T21:42:00Z");
    expect(outcomeOf(sampleEvent({ timestamp: undefined })).at).toBeUndefined();
  });
});

describe("outcomeOf a GitRepository", () => {
  it.each([
    ["info", "NewArtifact", "source"],
    ["info", "Succeeded", "source"],
    ["error", "GitOperationFailed", "source-failed"],
    ["info", "ReasonOfALaterVersion", "unrecognised"],
    ["unknown", "NewArtifact", "unrecognised"],
  ] as const)("says nothing about what runs: %s %s is neutral, %s", (severity, reason, why) => {
    expect(gitRepository(severity, reason, "…")).toMatchObject({ phase: "neutral", why, verdict: false });
  });
});

describe("outcomeOf any other kind", () => {
  it.each(["info", "error"] as const)("is neutral and unrecognised, even with a familiar reason (%s)", (severity) => {
    const involvedObject = { kind: "FluxInstance", name: "flux", apiVersion: "fluxcd.controlplane.io/v1" };

    expect(outcomeOf(sampleEvent({ involvedObject, severity }))).toMatchObject({
      phase: "neutral",
      why: "unrecognised",
    });
  });
});
