import type { Pace } from "./write-limits.ts";

const HOUR_MS = 3_600_000;

/** What was started so far, as far as it still counts. */
export interface PaceState {
  /** Starts in the bucket at the time `at`; with a fraction. */
  readonly inBucket: number;
  /** Milliseconds of a clock that never goes back. */
  readonly at: number;
  /** Times of the starts of the last hour, oldest first; empty when the hour has no limit. */
  readonly starts: readonly number[];
}

/** Begins with a full bucket. */
export function initialPaceState(pace: Pace, now: number): PaceState {
  return { inBucket: pace.burst, at: now, starts: [] };
}

/** Tells how many milliseconds it takes until one may start who has so many others before them. */
export function msUntilStart(pace: Pace, state: PaceState, ahead: number, now: number): number {
  const missing = ahead + 1 - bucketAt(pace, state, now);
  const untilRefilled = missing <= 0 ? 0 : Math.ceil(missing * pace.refillMs);
  return Math.max(untilRefilled, untilOutOfHour(pace, startsWithinHour(state, now), ahead, now));
}

/** Notes a start. */
export function afterStart(pace: Pace, state: PaceState, now: number): PaceState {
  const starts = pace.perHour === Infinity ? [] : [...startsWithinHour(state, now), now];
  return { inBucket: bucketAt(pace, state, now) - 1, at: now, starts };
}

function bucketAt(pace: Pace, { inBucket, at }: PaceState, now: number): number {
  return pace.refillMs === 0 ? Infinity : Math.min(pace.burst, inBucket + (now - at) / pace.refillMs);
}

function startsWithinHour({ starts }: PaceState, now: number): readonly number[] {
  const first = starts.findIndex((start) => start > now - HOUR_MS);
  return first < 0 ? [] : first === 0 ? starts : starts.slice(first);
}

/** Whoever comes next may start when the one that came `perHour` starts earlier is an hour old. */
function untilOutOfHour(pace: Pace, starts: readonly number[], ahead: number, now: number): number {
  const leaving = starts.length + ahead - pace.perHour;
  if (leaving < 0) return 0;
  return (starts[leaving] ?? now) + HOUR_MS - now;
}
