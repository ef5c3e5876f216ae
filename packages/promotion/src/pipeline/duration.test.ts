import { describe, expect, it } from "vitest";

import { durationMs, parseDuration } from "./duration.ts";

describe("a duration", () => {
  it.each([
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["24h", 86_400_000],
    ["7d", 604_800_000],
  ])("is a whole number and a unit: %s", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(["", "30", "m", "0m", "1.5h", "-1m", "30 m", "30min", "1h30m", "1234567d"])("is not %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(() => durationMs(text)).toThrow(RangeError);
  });
});
