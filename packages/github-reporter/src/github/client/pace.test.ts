import { describe, expect, it } from "vitest";

import { afterStart, initialPaceState, msUntilStart, type PaceState } from "./pace.ts";
import type { Pace } from "./write-limits.ts";

const pace: Pace = { burst: 3, refillMs: 1000, perHour: 5 };

/** Starts as often as possible and returns when, in milliseconds. */
function startsOf(count: number, of: Pace): { readonly times: readonly number[]; readonly state: PaceState } {
  let state = initialPaceState(of, 0);
  let now = 0;
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    now += msUntilStart(of, state, 0, now);
    state = afterStart(of, state, now);
    times.push(now);
  }
  return { times, state };
}

describe("a pace", () => {
  it("lets a burst start at once, then refills, and holds within any hour", () => {
    expect(startsOf(7, pace).times).toEqual([0, 0, 0, 1000, 2000, 3_600_000, 3_600_000]);
  });

  it("tells whoever queues when their turn comes", () => {
    const state = initialPaceState(pace, 0);
    expect([0, 1, 2, 3, 4, 5].map((ahead) => msUntilStart(pace, state, ahead, 0))).toEqual([
      0, 0, 0, 1000, 2000, 3_600_000,
    ]);
  });

  it("fills the bucket no further than the burst", () => {
    const { state } = startsOf(3, pace);
    expect([0, 1, 2, 3].map((ahead) => msUntilStart({ ...pace, perHour: Infinity }, state, ahead, 60_000))).toEqual([
      0, 0, 0, 1000,
    ]);
  });

  it("forgets what is older than an hour, so that it does not grow", () => {
    const fast = { burst: 10, refillMs: 0, perHour: 10 };
    const { times, state } = startsOf(100, fast);
    expect(times.at(-1)).toBe(9 * 3_600_000);
    expect(state.starts).toHaveLength(10);
  });

  it("never holds without an interval", () => {
    expect(startsOf(1000, { burst: 1, refillMs: 0, perHour: Infinity }).times.at(-1)).toBe(0);
  });
});
