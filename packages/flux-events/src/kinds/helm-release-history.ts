import type { FluxEvent } from "../event/event.ts";
import type { FoldOptions, OutcomeReason } from "../outcome/outcome.ts";
import { eventKey, type FindEvent, findLast, timeOf } from "./event-order.ts";
import { failed, neutral, progressing, type Read } from "./reading.ts";

/** What says that a release was attempted. */
const ATTEMPTS: readonly OutcomeReason[] = ["released", "tested", "release-failed", "test-failed"];
/** How long after a wait that was given up the cancellation is told: at once, but for tries to reach notification-controller. */
const CANCELLATION_DELAY_MS = 60_000;
/** What follows an attempt that really failed. */
const REMEDIATIONS: readonly OutcomeReason[] = ["rollback", "remediation-failed"];

/**
 * Tells what one event of a HelmRelease cannot: whether a release has still to be tested, whether a failure is a wait that was
 * given up, and which release a rollback judges.
 */
export function readHelmHistory(history: readonly FluxEvent[], options: FoldOptions, read: Read): Read {
  const testsEnabled = options.testsEnabled ?? history.some(isOfTest);
  const isAttempt = (event: FluxEvent) => ATTEMPTS.includes(read(event).why);
  const isRemediation = (event: FluxEvent) => REMEDIATIONS.includes(read(event).why);
  const lastAttempt = findLast(history.filter(isAttempt));
  const canceled = canceledFailures(
    history,
    findLast(history.filter((event) => isAttempt(event) || isRemediation(event))),
    read,
  );

  return (event) => {
    const reading = read(event);
    if (canceled.has(eventKey(event))) return { ...reading, ...neutral("superseded") };
    if (reading.why === "released" && testsEnabled) return { ...reading, ...progressing("untested") };
    if (!isRemediation(event)) return reading;

    const judged = lastAttempt(event);
    if (judged === undefined || !isUndoneBy(event, judged)) return reading;
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
function canceledFailures(history: readonly FluxEvent[], lastWork: FindEvent, read: Read): ReadonlySet<string> {
  const cancellations = history.filter(({ reason }) => reason === "HealthCheckCanceled");
  return new Set(
    cancellations.flatMap((cancellation) => {
      const before = lastWork(cancellation);
      if (before === undefined || read(before).why !== "release-failed") return [];
      // A failure of long ago is a failure, and the cancelled wait another one, whose event was lost.
      return timeOf(cancellation) - timeOf(before) <= CANCELLATION_DELAY_MS ? [eventKey(before)] : [];
    }),
  );
}

/** Whether a rollback, or an uninstallation in its place, undid the attempt before it. */
function isUndoneBy(rollback: FluxEvent, attempt: FluxEvent): boolean {
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
