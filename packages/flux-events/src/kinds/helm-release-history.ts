import type { FluxEvent } from "../event/event.ts";
import { identityOf, timeOf } from "./event-order.ts";
import type { FoldOptions, OutcomeReason } from "../outcome/outcome.ts";
import { failed, neutral, progressing, type Read } from "./reading.ts";

const FAILED_ATTEMPTS: readonly OutcomeReason[] = ["release-failed", "test-failed"];
/** What says that a release was attempted. */
const ATTEMPTS: readonly OutcomeReason[] = ["released", "tested", ...FAILED_ATTEMPTS];
/** What follows an attempt that really failed. */
const REMEDIATIONS: readonly OutcomeReason[] = ["rollback", "remediation-failed"];

/**
 * Tells what one event of a HelmRelease cannot: whether a release has still to be tested, whether a failure is a wait that was
 * given up, and which release a rollback judges.
 */
export function readHelmHistory(history: readonly FluxEvent[], options: FoldOptions, read: Read): Read {
  const testsEnabled = options.testsEnabled ?? history.some(isOfTest);
  const attempts = history.filter((event) => ATTEMPTS.includes(read(event).why));
  const canceled = canceledFailures(history, read);

  return (event) => {
    const reading = read(event);
    if (canceled.has(keyOf(event))) return neutral("superseded");
    if (reading.why === "released" && testsEnabled) return progressing("untested");
    if (!REMEDIATIONS.includes(reading.why)) return reading;
    const judged = latest(attempts.filter((attempt) => isUndoneBy(event, attempt)));
    if (judged === undefined) return reading;
    // A rollback names what it restored; that the attempt before it failed is the news.
    const { chartVersion } = read(judged);
    if (reading.why !== "rollback") return { ...reading, chartVersion };
    return { ...failed("rollback"), chartVersion, ...(judged.severity === "error" && { message: judged.message }) };
  };
}

function isOfTest({ reason }: FluxEvent): boolean {
  return reason === "TestSucceeded" || reason === "TestFailed";
}

/**
 * Finds the failures that are no failures: helm-controller reports a wait that it gave up for a newer revision as a failed
 * release, and right after it that the health checks were cancelled.
 */
function canceledFailures(history: readonly FluxEvent[], read: Read): ReadonlySet<string> {
  const isWork = (event: FluxEvent) => [...ATTEMPTS, ...REMEDIATIONS].includes(read(event).why);
  const work = history.filter(isWork);
  const cancellations = history.filter((event) => read(event).why === "superseded");
  return new Set(
    cancellations.flatMap((cancellation) => {
      const before = latest(work.filter((event) => isSameObjectBefore(event, cancellation)));
      return before !== undefined && FAILED_ATTEMPTS.includes(read(before).why) ? [keyOf(before)] : [];
    }),
  );
}

/** Whether a rollback, or an uninstallation in its place, undid what an event reports. */
function isUndoneBy(rollback: FluxEvent, attempt: FluxEvent): boolean {
  if (!isSameObjectBefore(attempt, rollback)) return false;
  if (attempt.severity === "error") return true;
  // The failure that led to it may be lost. Then the number of the release tells: a rollback undoes all later ones.
  const [named, released] = [releaseNumber(rollback), releaseNumber(attempt)];
  return rollback.reason.startsWith("Rollback") ? released > named : released >= named;
}

/** Reads the number of a release off the message: 3 of `release shop/redis.v3`. NaN, less than nothing, where it has none. */
function releaseNumber({ message }: FluxEvent): number {
  const [, number] = /release \S+?\.v(\d+) with chart /.exec(message) ?? [];
  return Number(number);
}

// Two events of one second are in no order; the later word is then believed to be the later event.
function isSameObjectBefore(event: FluxEvent, later: FluxEvent): boolean {
  return identityOf(event) === identityOf(later) && timeOf(event) <= timeOf(later);
}

function latest(events: readonly FluxEvent[]): FluxEvent | undefined {
  return events.reduce<FluxEvent | undefined>((newest, event) => {
    if (newest === undefined) return event;
    const difference = timeOf(event) - timeOf(newest);
    return difference > 0 || (difference === 0 && keyOf(event) > keyOf(newest)) ? event : newest;
  }, undefined);
}

/** Names an event within a history; repetitions of one delivery are one event. */
function keyOf(event: FluxEvent): string {
  const { timestamp, severity, reason, message } = event;
  return JSON.stringify([identityOf(event), timestamp, severity, reason, message]);
}
