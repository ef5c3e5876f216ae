import type { Expectation } from "./expectation.ts";
import type { Location } from "./observe/locate.ts";
import type { Reading } from "./observe/readings.ts";
import type { ReportedSlot } from "./target.ts";

/** What a batch says about one slot at one place of evidence. */
export interface BatchReport {
  readonly target: ReportedSlot;
  readonly location: Location;
  /** Ids of the new items that it comes from. */
  readonly items: readonly string[];
  /** Revision that was reported first, of those that carry the lock. */
  readonly revision: string;
  /** New events, in the order of their times. */
  readonly readings: readonly Reading[];
  /** Events of earlier batches. */
  readonly kept: readonly Reading[];
  /** What has to be reported, and until when. */
  readonly expected: Expectation | undefined;
}

/** A report that says nothing yet. */
export function emptyReport(target: ReportedSlot, location: Location, revision: string): BatchReport {
  return { target, location, revision, items: [], readings: [], kept: [], expected: undefined };
}

/** What statuses of a report speak of: its release, or without a lock the commit. */
export function subjectOf({ location: { release, commit } }: BatchReport): string {
  return release?.id ?? commit.sha.slice(0, 12);
}
