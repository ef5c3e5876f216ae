import type { Observation, Phase } from "./outcome.ts";

const PHASE_RANK: Readonly<Record<Phase, number>> = { neutral: 0, progressing: 1, succeeded: 2, failed: 2 };

/**
 * Compares two observations of one revision on one target; the greater one is the one to show.
 *
 * A verdict outranks progress and progress outranks neutral, whatever their times: events are delivered in any order, and
 * a late `Progressing` must not hide a verdict. Within a rank the later event wins, and at the same second a failure wins.
 * The maximum of a set is therefore the same in any order of arrival, and with any repetitions.
 *
 * @returns a positive number when `a` outranks `b`, a negative one when `b` does, 0 when nothing tells them apart.
 * @example
 * ```ts source="./compare.examples.ts#compareObservations"
 * const succeeded: Observation = { phase: "succeeded", at: "2026-09-01T10:00:21Z" };
 * const late: Observation = { phase: "progressing", at: "2026-09-01T10:00:23Z" };
 * const shown = [succeeded, late].sort(compareObservations).at(-1); // succeeded
 * ```
 */
export function compareObservations(a: Observation, b: Observation): number {
  return (
    PHASE_RANK[a.phase] - PHASE_RANK[b.phase] ||
    Math.sign(secondsOf(a.at) - secondsOf(b.at)) ||
    Number(a.phase === "failed") - Number(b.phase === "failed")
  );
}

function secondsOf(at: string | undefined): number {
  const milliseconds = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(milliseconds) ? -1e15 : Math.floor(milliseconds / 1000);
}
