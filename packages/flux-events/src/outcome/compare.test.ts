import { describe, expect, it } from "vitest";

import { compareObservations } from "./compare.ts";
import type { Observation, Phase } from "./outcome.ts";

const at = (phase: Phase, seconds: number | undefined): Observation => ({
  phase,
  at: seconds === undefined ? undefined : new Date(seconds * 1000).toISOString(),
});
const winner = (a: Observation, b: Observation) => (compareObservations(a, b) > 0 ? a : b);

describe("compareObservations", () => {
  it("does not let a late Progressing hide a verdict", () => {
    expect(winner(at("succeeded", 10), at("progressing", 12)).phase).toBe("succeeded");
    expect(winner(at("progressing", 12), at("failed", 10)).phase).toBe("failed");
  });

  it("never lets neutral outrank anything", () => {
    expect(winner(at("neutral", 99), at("progressing", 1)).phase).toBe("progressing");
  });

  it("takes the later of two verdicts", () => {
    expect(winner(at("failed", 10), at("succeeded", 11)).phase).toBe("succeeded");
    expect(winner(at("failed", 12), at("succeeded", 11)).phase).toBe("failed");
  });

  it("takes the failure of two verdicts of one second", () => {
    expect(winner(at("failed", 10), at("succeeded", 10)).phase).toBe("failed");
  });

  it("compares moments, not their spelling", () => {
    const utc: Observation = { phase: "succeeded", at: "2026-11-22T21:42:00Z" };
    const local: Observation = { phase: "succeeded", at: "2026-11-22T22:42:00.5+01:00" };

    expect(compareObservations(utc, local)).toBe(0);
  });

  it("takes a missing or unreadable time for the oldest", () => {
    expect(winner(at("succeeded", undefined), at("failed", 1)).phase).toBe("failed");
    expect(compareObservations({ phase: "failed", at: "yesterday" }, at("failed", undefined))).toBe(0);
  });
});
