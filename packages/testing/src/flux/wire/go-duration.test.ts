import { describe, expect, it } from "vitest";

import { goDuration } from "./go-duration.ts";

describe("goDuration", () => {
  // Results of time.Duration.String() of Go, from its tests and from events of Flux.
  it.each([
    [0, "0s"],
    [0.000001, "1ns"],
    [0.0011, "1.1µs"],
    [0.85, "850µs"],
    [2.2, "2.2ms"],
    [94.0083, "94.0083ms"],
    [436.493292, "436.493292ms"],
    [3_300, "3.3s"],
    [18_034.221341, "18.034221341s"],
    [30_000, "30s"],
    [60_000, "1m0s"],
    [245_000, "4m5s"],
    [245_001, "4m5.001s"],
    [300_011.270958, "5m0.011270958s"],
    [600_000, "10m0s"],
    [5 * 3_600_000 + 6 * 60_000 + 7_001, "5h6m7.001s"],
    [24 * 3_600_000, "24h0m0s"],
  ])("writes %f ms as %s", (milliseconds, text) => {
    expect(goDuration(milliseconds)).toBe(text);
  });
});
