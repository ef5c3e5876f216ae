import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { isEventOf } from "./kinds.ts";
import { readSample } from "./sample-rows.ts";

describe("an event of any other kind", () => {
  const finished = { reason: "ReconciliationSucceeded", message: "Reconciliation finished in 1s" };

  it.each(["Canary", "Pod", "constructor"])(
    "is unrecognised, never a success, and a failure at severity error: %s",
    (kind) => {
      expect(readSample({ kind }, { severity: "info", ...finished })).toMatchObject({
        phase: "neutral",
        why: "unrecognised",
      });
      expect(readSample({ kind }, { severity: "error", ...finished })).toMatchObject({
        phase: "failed",
        why: "unrecognised",
      });
    },
  );

  it.each(["Kustomization", "HelmRelease", "GitRepository"])("is one of %s in a foreign group", (kind) => {
    const outcome = readSample({ kind, apiVersion: "example.com/v1" }, { severity: "info", ...finished });

    expect(outcome.why).toBe("unrecognised");
    expect(outcome).not.toHaveProperty("chartVersion");
  });
});

describe("isEventOf", () => {
  const named = (kind: string, apiVersion?: string) =>
    sampleEvent({ involvedObject: { kind, name: "cart", ...(apiVersion !== undefined && { apiVersion }) } });

  it("knows a kind by its name and its group", () => {
    expect(isEventOf(named("HelmRelease", "helm.toolkit.fluxcd.io/v2"), "HelmRelease")).toBe(true);
    expect(isEventOf(named("HelmRelease"), "HelmRelease")).toBe(true);
    expect(isEventOf(named("HelmRelease", "example.com/v1"), "HelmRelease")).toBe(false);
    expect(isEventOf(named("Kustomization"), "HelmRelease")).toBe(false);
    expect(isEventOf(named("Canary"), "HelmRelease")).toBe(false);
  });

  it("knows the reasons that are named", () => {
    const event = sampleEvent({ reason: "BuildFailed" });

    expect(isEventOf(event, "Kustomization", "PruneFailed", "BuildFailed")).toBe(true);
    expect(isEventOf(event, "Kustomization", "PruneFailed")).toBe(false);
  });
});
