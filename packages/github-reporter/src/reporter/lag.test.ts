import { describe, expect, it } from "vitest";

import { lagOf } from "./lag.ts";

describe("lagOf", () => {
  it("tells the age of the oldest event, of however many", () => {
    const items = Array.from({ length: 200_000 }, (_, i) => receivedAt(1_000_000 - i));
    expect(lagOf(items, 1_000_000)).toBe(199_999);
    expect(lagOf([], 1_000_000)).toBe(0);
  });
});

function receivedAt(time: number): Parameters<typeof lagOf>[0][number] {
  const event = {
    involvedObject: { kind: "Kustomization", name: "cart" },
    severity: "info",
    timestamp: undefined,
    message: "",
    reason: "",
    metadata: {},
    reportingController: "",
    reportingInstance: undefined,
    warnings: [],
  } as const;
  return {
    id: String(time),
    key: "a",
    group: "g",
    body: { event, cluster: "eu", receivedAt: new Date(time).toISOString() },
  };
}
