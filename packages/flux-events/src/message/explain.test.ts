import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { explain } from "./explain.ts";

describe("explain", () => {
  it("says what was applied", () => {
    const message = "Namespace/shop created\nDeployment/shop/cart configured";

    expect(explain(sampleEvent({ reason: "Progressing", message }))).toBe(
      "Kustomization flux-system/cart applied main@0c8f4c3: 1 created, 1 configured.",
    );
  });

  it("names what is not healthy", () => {
    const message =
      "health check failed after 5m0.01s: timeout waiting for: [Deployment/shop/cart status: 'InProgress']";

    expect(explain(sampleEvent({ severity: "error", reason: "HealthCheckFailed", message }))).toBe(
      "Kustomization flux-system/cart did not become healthy at main@0c8f4c3: Deployment/shop/cart is InProgress.",
    );
  });

  it("gets by without namespace, revision and message", () => {
    const event = sampleEvent({ involvedObject: { kind: "Canary", name: "cart" }, metadata: {}, message: "" });

    expect(explain(event)).toBe("Canary cart sent an event that is not recognised: ReconciliationSucceeded.");
  });

  it("names a chart by its version and an artifact by its tag", () => {
    const dependency = { reason: "DependencyNotReady", message: "Dependencies do not meet ready condition" };

    expect(explain(sampleEvent({ ...dependency, metadata: { revision: "6.5.0" } }))).toContain("6.5.0");
    expect(
      explain(sampleEvent({ ...dependency, metadata: { revision: `latest@sha256:${"5b".repeat(32)}` } })),
    ).toContain("latest@5b5b5b5");
  });

  it("ends a long message of dots in one pass", () => {
    const message = `${".".repeat(200_000)}stop`;
    const start = performance.now();

    expect(explain(sampleEvent({ reason: "BuildFailed", severity: "error", message }))).toMatch(/\.stop\.$/);
    expect(explain(sampleEvent({ reason: "BuildFailed", severity: "error", message: "gone: . :" }))).toMatch(
      /: gone\.$/,
    );
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
