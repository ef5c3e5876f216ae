import type { FluxEvent } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { resyncId } from "./resync-id.ts";

const event: FluxEvent = {
  involvedObject: { kind: "Kustomization", name: "cart", namespace: "shop", uid: "1", resourceVersion: "7" },
  severity: "info",
  timestamp: "2026-11-22T21:42:10Z",
  message: "Applied revision: main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f",
  reason: "ReconciliationSucceeded",
  metadata: { revision: "main@sha1:0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f", app: "cart" },
  reportingController: "kustomize-controller",
  reportingInstance: "resync",
  warnings: [],
};

describe("resyncId", () => {
  it("stays the same while only the version of the object changes", () => {
    const { metadata, involvedObject } = event;
    const reordered = Object.fromEntries(Object.entries(metadata).reverse());

    expect(resyncId({ ...event, involvedObject: { ...involvedObject, resourceVersion: "8" } })).toBe(resyncId(event));
    expect(resyncId({ ...event, metadata: reordered })).toBe(resyncId(event));
    expect(resyncId(event)).toMatch(/^resync-[0-9a-f]{64}$/);
  });

  it.each<Partial<FluxEvent>>([
    { timestamp: "2026-11-22T21:52:10Z" },
    { severity: "error" },
    { reason: "BuildFailed" },
    { metadata: { ...event.metadata, app: "shop" } },
    { involvedObject: { ...event.involvedObject, uid: "2" } },
  ])("changes with what was observed: %o", (change) => {
    expect(resyncId({ ...event, ...change })).not.toBe(resyncId(event));
  });
});
