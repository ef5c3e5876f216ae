import { describe, expect, it } from "vitest";

import { createVirtualClock } from "../clock/virtual-clock.ts";
import type { PlayedEvent } from "../wire/event.ts";
import { createRateLimit } from "./rate-limit.ts";

const event = (parts: Partial<PlayedEvent> = {}): PlayedEvent => ({
  involvedObject: {
    kind: "Kustomization",
    namespace: "flux-system",
    name: "cart",
    uid: "",
    apiVersion: "",
    resourceVersion: "",
  },
  severity: "error",
  timestamp: "2026-11-22T21:00:00Z",
  message: "kustomize build failed: no such file",
  reason: "BuildFailed",
  metadata: { revision: "main@sha1:1" },
  reportingController: "kustomize-controller",
  reportingInstance: "",
  ...parts,
});

describe("the rate limit", () => {
  it("lets one of several equal events pass in five minutes", async () => {
    const clock = createVirtualClock();
    const passes = createRateLimit(clock);

    expect(passes(event())).toBe(true);
    await clock.advance(4 * 60_000);
    expect(passes(event())).toBe(false);
    await clock.advance(60_000);
    expect(passes(event())).toBe(true);
  });

  it("tells events apart by object, message and revision, and by nothing else", () => {
    const passes = createRateLimit(createVirtualClock());
    passes(event());

    expect(passes(event({ message: "other" }))).toBe(true);
    expect(passes(event({ metadata: { revision: "main@sha1:2" } }))).toBe(true);
    expect(passes(event({ involvedObject: { ...event().involvedObject, name: "front" } }))).toBe(true);
    expect(passes(event({ severity: "info", reason: "Progressing", timestamp: "2026-11-22T21:01:00Z" }))).toBe(false);
  });
});
