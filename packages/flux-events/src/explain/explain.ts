import type { FluxEvent } from "../event/event.ts";
import { parseMessage } from "../message/parse-message.ts";
import type { Outcome } from "../outcome/outcome.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { commitOf } from "../revision/commit.ts";
import { parseRevision } from "../revision/revision.ts";
import { describeMessage, describeObject } from "./describe-message.ts";
import { toLine } from "./line.ts";
import { PREDICATES } from "./predicates.ts";

/**
 * Explains an event in one English sentence, for commit statuses, pull requests and logs, and for people who do not read
 * Flux's reasons.
 *
 * It is the same sentence whenever Flux says the same again: without durations that vary, the names of temporary folders and
 * the random order of unhealthy objects.
 *
 * @returns the sentence on one line of at most 500 characters, without a full stop. It holds text of Flux, of people and of
 * programs in the cluster: escape it where it is shown.
 * @example
 * ```ts source="./explain.examples.ts#explain"
 * const sentence = explain(event);
 * // "Kustomization apps/webapp at 3f2a1c0 failed its health check: Deployment apps/webapp is still in progress after 5m"
 * ```
 * @see https://fluxcd.io/flux/components/notification/events/
 */
export function explain(event: FluxEvent): string {
  const outcome = outcomeOf(event);
  const object = describeObject(event.involvedObject);
  // A rollback names the version that was restored, and not the one that is spoken of.
  const revision = outcome.why === "rollback" ? undefined : shortRevision(event);
  const subject = revision === undefined ? object : `${object} at ${revision}`;
  return toLine(`${subject} ${describeOutcome(outcome)}`);
}

/**
 * Describes an outcome: the sentence of {@link explain} without object and revision, for a place that names both already.
 *
 * @returns one line of at most 500 characters that begins with a verb, without a full stop. Escape it where it is shown.
 * @example
 * ```ts source="./explain.examples.ts#describeOutcome"
 * const description = describeOutcome(foldOutcomes(history)); // "failed its health check: Deployment apps/webapp is still in progress after 5m"
 * ```
 */
export function describeOutcome(outcome: Pick<Outcome, "why" | "message">): string {
  const { why, message } = outcome;
  const parsed = parseMessage(message);
  return toLine(PREDICATES[why](parsed, describeMessage(parsed, message)));
}

/** Writes a revision for people: a commit in seven digits, a chart by its version, an artifact by its tag. */
function shortRevision(event: FluxEvent): string | undefined {
  const commit = commitOf(event);
  if (commit !== undefined) return commit.sha.slice(0, 7);
  const { ref, algorithm, digest, version } = parseRevision(event.metadata.revision ?? "");
  if (digest === undefined) return version;
  const short = digest.slice(0, 7);
  return ref === undefined ? `${algorithm ?? "digest"}:${short}` : `${ref}@${short}`;
}
