import type { FluxEvent } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { readRevisions } from "./readings.ts";
import type { ResolvedTarget } from "../target.ts";

const APPLIED = "1".repeat(40);
const CLAIMED = "2".repeat(40);
const RECEIVED_AT = "2026-03-02T10:00:00Z";
const target: ResolvedTarget = {
  repository: "acme/shop-manifests",
  slot: "dev/cart",
  environment: "dev",
  app: "cart",
  path: "envs/dev/cart",
  target: "eu",
  targets: ["eu"],
  next: [],
};

describe("readRevisions", () => {
  it.each([
    ["2026-03-02T10:05:00Z", "2026-03-02T10:05:00Z"],
    ["2026-03-02T11:04:00+01:00", "2026-03-02T11:04:00+01:00"],
    ["2026-03-02T10:05:01Z", RECEIVED_AT],
    ["9999-12-31T23:59:59Z", RECEIVED_AT],
    [undefined, RECEIVED_AT],
  ])("takes the time %s for %s, so that a clock that is ahead hides nothing", (timestamp, taken) => {
    expect(read({ timestamp })[0]?.readings[0].event.timestamp).toBe(taken);
  });

  it("takes the commit that Flux applied, not the one that an annotation claims", () => {
    const revision = `main@sha1:${APPLIED}`;
    expect(read({ metadata: { commit: CLAIMED, revision } }).map(({ sha }) => sha)).toEqual([APPLIED]);
    expect(read({ metadata: { commit: CLAIMED } })).toEqual([]);
  });

  it("takes the origin of an artifact, and no origin that an annotation claims for a commit", () => {
    const originRevision = `main@sha1:${CLAIMED}`;
    const commitsAt = (revision: string): readonly string[] =>
      read({ metadata: { originRevision, revision } }).map(({ sha }) => sha);
    expect(commitsAt(`main@sha1:${APPLIED}`)).toEqual([APPLIED]);
    expect(commitsAt(`latest@sha256:${"3".repeat(64)}`)).toEqual([CLAIMED]);
  });
});

function read(parts: Partial<FluxEvent>): ReturnType<typeof readRevisions> {
  const event: FluxEvent = {
    involvedObject: { kind: "Kustomization", namespace: "flux-system", name: "cart" },
    severity: "info",
    timestamp: RECEIVED_AT,
    message: "Reconciliation finished",
    reason: "ReconciliationSucceeded",
    metadata: { revision: `main@sha1:${APPLIED}` },
    reportingController: "kustomize-controller",
    reportingInstance: undefined,
    warnings: [],
    ...parts,
  };
  const item = { id: "1", key: "dev/cart", group: "acme", body: { event, cluster: "eu", receivedAt: RECEIVED_AT } };
  return readRevisions(
    [item],
    () => target,
    () => undefined,
  );
}
