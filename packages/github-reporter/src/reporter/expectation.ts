import type { ReportedSlot } from "./target.ts";

/** Says until when Flux has to report on a revision of a slot: silence after that is a failure that everybody sees. */
export interface Expectation {
  /** The slot. */
  readonly slot: ReportedSlot;
  /** Commit of the manifests repository that put the release there: a merge commit, or any later one with the same lock. */
  readonly revision: string;
  /** Since when it is expected, RFC 3339: the time of the merge. */
  readonly since: string;
  /** Until when, RFC 3339. */
  readonly deadline: string;
}

/**
 * Says how an expectation stands.
 *
 * - `open`: Flux still has time; or what follows, such as a dispatch, has to be looked at once more.
 * - `met`: every target that has to has reported how it ended.
 * - `overdue`: the time is over, and GitHub shows a failure for the targets that did not report.
 * - `superseded`: the branch carries another release in the slot by now.
 * - `gone`: the slot has a folder, and the revision has no release lock in it.
 */
export type ExpectationState = "open" | "met" | "overdue" | "superseded" | "gone";
