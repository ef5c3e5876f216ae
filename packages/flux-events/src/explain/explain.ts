import type { FluxEvent } from "../event/event.ts";
import { readHealthCheckCanceled } from "../message/health-check.ts";
import { type HelmMessage, readHelm } from "../message/helm-release.ts";
import { readDependency } from "../message/kustomization.ts";
import { parseMessage } from "../message/parse-message.ts";
import type { Outcome, OutcomeReason } from "../outcome/outcome.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { commitOf } from "../revision/commit.ts";
import { parseRevision } from "../revision/revision.ts";
import { describeMessage, describeObject } from "./describe-message.ts";
import { toLine } from "./line.ts";

/** What is said of an outcome, and whether Flux's own words belong behind it. */
const PREDICATES: Readonly<Record<OutcomeReason, string | ((message: string) => string)>> = {
  applied: "applied its manifests: …",
  "health-passed": "passed its health checks",
  untested: (message) => `${releasedBy(readHelm(message))} and is still to be tested`,
  planned: "waits for the approval of its plan",
  transient: "will try again: …",
  progressing: "is reconciling: …",
  finished: "finished its reconciliation",
  "rolled-out": "finished its reconciliation and is healthy",
  released: (message) => releasedBy(readHelm(message)),
  tested: "passed its tests: …",
  unhealthy: "failed its health check: …",
  "build-failed": "failed to build: …",
  "apply-failed": "failed to apply: …",
  "prune-failed": "failed to prune: …",
  "artifact-failed": "failed to read its artifact: …",
  misconfigured: "is misconfigured: …",
  "deletion-failed": "failed to be deleted: …",
  "release-failed": (message) => `failed to ${readHelm(message)?.action ?? "release"}: …`,
  "test-failed": "failed its tests: …",
  "remediation-failed": (message) => `failed to undo its release by ${readHelm(message)?.action ?? "remediation"}: …`,
  superseded: givenUpFor,
  dependency: waitsFor,
  deletion: "was deleted",
  drift: describeDrift,
  rollback: (message) => undoneBy(readHelm(message)),
  source: "stored a new artifact",
  "source-failed": "failed to fetch: …",
  image: (message) => (parseMessage(message).code === "text" ? "reports: …" : "…"),
  "image-failed": "failed: …",
  warning: "warns: …",
  silence: "has said nothing",
  unrecognised: "sent an event that is not recognised: …",
};

/**
 * Explains an event in one English sentence, for commit statuses, pull requests and logs, and for people who do not read
 * Flux's reasons.
 *
 * It is the same sentence whenever Flux says the same again: without durations that vary, the names of temporary folders and
 * the random order of unhealthy objects.
 *
 * @returns the sentence on one line, without a full stop. It holds text of Flux, of people and of programs in the cluster:
 * escape it where it is shown.
 * @example
 * ```ts source="./explain.examples.ts#explain"
 * const sentence = explain(event);
 * // "Kustomization apps/webapp at 3f2a1c0 failed its health check: Deployment apps/webapp is still in progress after 5m"
 * ```
 */
export function explain(event: FluxEvent): string {
  const outcome = outcomeOf(event);
  const object = describeObject(event.involvedObject);
  // A rollback names the version that was restored, and not the one that is spoken of.
  const revision = outcome.why === "rollback" ? undefined : shortRevision(event);
  return `${toLine(revision === undefined ? object : `${object} at ${revision}`)} ${describeOutcome(outcome)}`;
}

/**
 * Describes an outcome: the sentence of {@link explain} without object and revision, for a place that names both already.
 *
 * @returns one line that begins with a verb, without a full stop. Escape it where it is shown.
 * @example
 * ```ts source="./explain.examples.ts#describeOutcome"
 * const description = describeOutcome(foldOutcomes(history)); // "failed its health check: Deployment apps/webapp is still in progress after 5m"
 * ```
 */
export function describeOutcome({ why, message }: Pick<Outcome, "why" | "message">): string {
  const predicate = PREDICATES[why];
  const text = typeof predicate === "string" ? predicate : predicate(message);
  if (!text.endsWith("…")) return toLine(text);
  const [said, detail] = [text.slice(0, -1), describeMessage(message)];
  return toLine(`${said}${detail}`);
}

function releasedBy(helm: HelmMessage | undefined): string {
  if (helm === undefined) return "was released";
  return helm.action === "install" ? "was installed" : "was upgraded";
}

function undoneBy(helm: HelmMessage | undefined): string {
  if (helm?.action === "uninstall") return "failed and was uninstalled";
  const { chart } = helm ?? {};
  return chart === undefined ? "was rolled back" : `was rolled back to ${chart.name} ${chart.version}`;
}

function waitsFor(message: string): string {
  const { dependency } = readDependency(message) ?? {};
  if (dependency === undefined) return "waits for its dependencies";
  const { namespace, name } = dependency;
  return `waits for ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function describeDrift(message: string): string {
  if (message.startsWith("Failed")) return "failed to correct its drift: …";
  return message.includes("has been corrected") ? "corrected its drift: …" : "has drifted: …";
}

function givenUpFor(message: string): string {
  const trigger = readHealthCheckCanceled(message)?.trigger;
  return `gave up for a newer revision${trigger === undefined ? "" : ` from ${describeObject(trigger)}`}`;
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
