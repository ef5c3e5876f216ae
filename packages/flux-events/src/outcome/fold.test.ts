import { describe, expect, it } from "vitest";

import type { FluxEvent } from "../event/event.ts";
import { sampleEvent } from "../event/sample-event.ts";
import { foldOutcomes } from "./fold.ts";

const REVISION = { revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f" };

const at = (second: number, parts: Partial<FluxEvent>) =>
  sampleEvent({ timestamp: `2026-11-22T21:42:${String(second).padStart(2, "0")}Z`, metadata: REVISION, ...parts });
const applied = at(1, { reason: "Progressing", message: "Deployment/shop/cart configured" });
const healthy = at(9, { reason: "Progressing", message: "Health check passed in 8s" });
const finished = at(10, { message: "Reconciliation finished in 9s, next run in 10m0s" });
const unhealthy = at(20, {
  severity: "error",
  reason: "HealthCheckFailed",
  message: "health check failed after 5m0s: context deadline exceeded",
});
const superseded = at(5, {
  reason: "HealthCheckCanceled",
  message: "Health checks canceled due to new reconciliation",
});
const deleted = at(30, { message: "Deployment/shop/cart deleted" });
const finishedAfterDeletion = at(31, { message: "Reconciliation finished in 412ms, next run in 10m0s" });

describe("foldOutcomes", () => {
  it("hears silence in an empty history", () => {
    expect(foldOutcomes([])).toEqual({
      phase: "neutral",
      why: "silence",
      at: undefined,
      since: undefined,
      verdict: false,
      message: "",
    });
  });

  it("calls a reconciliation rolled out when health checks were awaited, as the history or the caller knows", () => {
    expect(foldOutcomes([finished, applied, healthy])).toMatchObject({ phase: "succeeded", why: "rolled-out" });
    expect(foldOutcomes([finished], { healthAwaited: true })).toMatchObject({ phase: "succeeded", why: "rolled-out" });
  });

  it("calls it finished, and no more, when nothing is known of health checks", () => {
    expect(foldOutcomes([applied, finished])).toMatchObject({ phase: "succeeded", why: "finished" });
    expect(foldOutcomes([healthy, finished], { healthAwaited: false }).why).toBe("finished");
  });

  it("is content with passed health checks where the end is never sent, as in Flux 2.8.0", () => {
    expect(foldOutcomes([applied, healthy])).toMatchObject({ phase: "succeeded", why: "rolled-out" });
  });

  it("does not take the success that follows a deletion for one", () => {
    expect(foldOutcomes([finishedAfterDeletion, deleted])).toMatchObject({ phase: "neutral", why: "deletion" });
  });

  it("does not take the success that follows a failed deletion for one, either", () => {
    const failed = at(30, { severity: "error", message: "pruning for deleted resource failed" });

    expect(foldOutcomes([finishedAfterDeletion, failed])).toMatchObject({ phase: "failed", why: "deletion-failed" });
  });

  it("keeps the success from before a deletion", () => {
    expect(foldOutcomes([finished, deleted, finishedAfterDeletion])).toMatchObject({
      phase: "succeeded",
      at: "2026-11-22T21:42:10Z",
    });
  });

  it("believes an object that was created anew under the same name", () => {
    const involvedObject = { ...finished.involvedObject, uid: "0b1c2d3e-0000-4000-8000-000000000000" };
    const anew = at(40, { involvedObject, message: "Reconciliation finished in 1s, next run in 10m0s" });

    expect(foldOutcomes([deleted, anew]).phase).toBe("succeeded");
  });

  it("believes no success without a time once the object was deleted", () => {
    expect(foldOutcomes([deleted, { ...finished, timestamp: undefined }]).phase).toBe("neutral");
  });

  it("shows a failure after a success, and a recovery after that", () => {
    const recovered = at(40, { message: "Reconciliation finished in 1s, next run in 10m0s" });

    expect(foldOutcomes([unhealthy, finished]).phase).toBe("failed");
    expect(foldOutcomes([unhealthy, recovered, finished])).toMatchObject({ phase: "succeeded", why: "rolled-out" });
  });

  it("lets a superseded check outrank nothing", () => {
    expect(foldOutcomes([applied, superseded]).phase).toBe("progressing");
    expect(foldOutcomes([superseded]).why).toBe("superseded");
  });

  it("chooses the same text whichever of two failures of one second comes first", () => {
    const other = { ...unhealthy, reason: "BuildFailed", message: "kustomize build failed: no such file" };

    expect(foldOutcomes([unhealthy, other])).toEqual(foldOutcomes([other, unhealthy]));
  });

  it("folds kinds that tell nothing together with those that do", () => {
    const stored = at(0, { involvedObject: { kind: "GitRepository", name: "shop" }, reason: "NewArtifact" });

    expect(foldOutcomes([stored, applied]).why).toBe("applied");
    expect(foldOutcomes([stored]).why).toBe("source");
  });

  it("tells since when it is so, which sets a heartbeat apart from news", () => {
    const heartbeat = at(50, { message: "Reconciliation finished in 94ms, next run in 10m0s" });

    expect(foldOutcomes([applied, finished])).toMatchObject({ at: finished.timestamp, since: finished.timestamp });
    expect(foldOutcomes([heartbeat, applied, finished])).toMatchObject({
      at: heartbeat.timestamp,
      since: finished.timestamp,
    });
    expect(foldOutcomes([finished, unhealthy, heartbeat])).toMatchObject({ since: heartbeat.timestamp });
    expect(foldOutcomes([{ ...finished, timestamp: undefined }]).since).toBeUndefined();
  });
});
