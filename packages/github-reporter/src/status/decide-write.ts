import type { Observation, Phase } from "@gitops/flux-events";
import { compareObservations } from "@gitops/flux-events";

import type { StatusDescription } from "./description.ts";
import { decodeDescription, encodeDescription, toSeconds } from "./description.ts";
import type { CommitStatusState, ReportedStatus } from "./read.ts";

/** Says what a status is to show. */
export interface StatusContent extends StatusDescription {
  /** State; `error` is left to others. */
  readonly state: "pending" | "success" | "failure";
}

/**
 * Says what a status tells, and so when the shown one gives way.
 *
 * - `observation`: what Flux saw. The greater one by `compareObservations` wins, in whatever order they arrive; the same
 *   state is not written again.
 * - `conclusion`: what follows from other statuses. About one id the last conclusion wins, between ids the later event.
 * - `record`: what we did ourselves. Each one is written.
 */
export type StatusMeaning = "observation" | "conclusion" | "record";

/** Two records of one second may differ in their text alone. */
function saysTheSame(shown: ReportedStatus, wanted: StatusContent): boolean {
  return shown.text === decodeDescription(encodeDescription(wanted))?.text;
}

// Release ids and shas, which ids start with, have no such sign.
const OVERDUE = "~overdue";

/** Marks the id of a failure that nobody reported: it follows from silence, and gives way to any word of Flux. */
export function overdueId(id: string): string {
  return `${id}${OVERDUE}`;
}

/** Says whether to write over the shown status, or why not: it says the same, or is newer. */
export type WriteDecision = "write" | "equal" | "outdated";

const PHASES: Readonly<Record<CommitStatusState, Phase>> = {
  pending: "progressing",
  success: "succeeded",
  failure: "failed",
  error: "failed",
};

/** Decides whether a status is written over the one that GitHub shows. */
export function decideWrite(
  shown: ReportedStatus | undefined,
  wanted: StatusContent,
  meaning: StatusMeaning,
): WriteDecision {
  // Foreign text tells no time, so what it says is unknown.
  if (shown?.at === undefined) return "write";
  const sameState = shown.state === wanted.state;
  const sameId = shown.id === wanted.id;
  switch (meaning) {
    case "observation":
      return decideObservation(shown, wanted);
    case "conclusion":
      if (!sameId) return laterWins(shown, wanted);
      return sameState ? "equal" : "write";
    case "record":
      return sameState && sameId && shown.at === toSeconds(wanted.at) && saysTheSame(shown, wanted) ? "equal" : "write";
  }
}

/**
 * Compares what two of our statuses say Flux saw; the greater one is the one to show.
 *
 * Silence outranks progress, and any verdict outranks silence, whatever their times.
 */
export function compareStatuses(a: StatusWord, b: StatusWord): number {
  if (isOverdue(a) !== isOverdue(b)) {
    const [other, sign] = isOverdue(a) ? [b, 1] : [a, -1];
    return other.state === "pending" ? sign : -sign;
  }
  return compareObservations(toObservation(a), toObservation(b));
}

/** What a status says: its state, and the time and id of its suffix. */
type StatusWord = Pick<ReportedStatus, "state" | "at" | "id">;

function decideObservation(shown: ReportedStatus, wanted: StatusContent): WriteDecision {
  // A failure that Flux reports says more than its silence did, though both are failures.
  if (shown.state === wanted.state && isOverdue(shown) === isOverdue(wanted)) return "equal";
  return compareStatuses(wanted, shown) > 0 ? "write" : shown.state === wanted.state ? "equal" : "outdated";
}

/** Tells whether a status speaks of silence. */
export function isOverdue({ id }: { readonly id: string | undefined }): boolean {
  return id?.endsWith(OVERDUE) === true;
}

function laterWins(shown: ReportedStatus, wanted: StatusContent): WriteDecision {
  return compareObservations(toObservation(wanted), toObservation(shown)) > 0 ? "write" : "outdated";
}

function toObservation({ state, at }: Pick<ReportedStatus, "state" | "at">): Observation {
  return { phase: PHASES[state], at };
}
