import { GO_DURATION, goDurationMs } from "./go-duration.ts";
import { compareObjectNames, type ObjectName, SUBJECT, toObjectName } from "./subject.ts";

/** An object that kept a health check from passing. */
export interface UnhealthyObject extends ObjectName {
  /** Status by kstatus, such as `InProgress`, `Failed` or `NotFound`; absent when it could not be determined. */
  readonly status?: string;
  /** What Flux knows of the cause. */
  readonly detail?: string;
}

/** A health check failed. */
export interface HealthCheckFailedMessage {
  /** Which message this is. */
  readonly code: "health-check-failed";
  /** How long the check ran, in milliseconds; absent before Flux 0.15. */
  readonly elapsedMs?: number;
  /** `canceled` is no failure: Flux gave the check up for a newer revision. */
  readonly cause: "timeout" | "stalled" | "canceled" | "other";
  /** The objects that are named; their order in the message means nothing, so they are sorted. */
  readonly objects: readonly UnhealthyObject[];
  /** What the message says after the duration. */
  readonly detail: string;
}

/** Health checks passed. */
export interface HealthCheckPassedMessage {
  /** Which message this is. */
  readonly code: "health-check-passed";
  /** How long they took, in milliseconds; absent before Flux 0.15. */
  readonly elapsedMs?: number;
}

/** Health checks were given up, because there was something newer to reconcile. */
export interface HealthCheckCanceledMessage {
  /** Which message this is. */
  readonly code: "health-check-canceled";
  /** The source that has something newer; absent up to kustomize-controller 1.7. */
  readonly trigger?: ObjectName;
}

// Flux 0.15 to 0.29 wrote a comma after the duration; the capital letter went with 1.2.
const FAILED = new RegExp(`^health check failed after ${GO_DURATION}[:,] (.+)$`, "is");
const OBJECT_LIST = /^[^[]*: \[(.*)\]$/s;
const OBJECT = new RegExp(`^(?:can't determine status for )?${SUBJECT}(?: status: '(\\w+)')?(?:: (.*))?$`, "s");
// Details hold commas and brackets of their own: only a comma before the next object separates.
const SEPARATOR = /, (?=can't determine status for |[A-Za-z][\w-]*(?:\/[^/\s]+){1,2} status: ')/;

// Until Flux 0.15: Health check timed out for [Job 'shop/migrate', …], Health check failed for [Job 'shop/migrate' (status 'Unknown')].
const LEGACY = /^Health check (timed out|failed) for (\[(.*)\])$/s;
const LEGACY_OBJECT = /^([A-Z]\w*) '(?:([^/']+)\/)?([^/']+)'(?: \(status '(\w+)'\))?(?:: (.*))?$/s;
const LEGACY_SEPARATOR = /, (?=[A-Z]\w* '[^']*')/;

const PASSED = new RegExp(`^Health check passed(?: in ${GO_DURATION})?$`);

const CANCELED = new RegExp(
  `^(?:Health checks canceled due to new reconciliation(?: triggered by ${SUBJECT})?|New revision detected during health check)`,
);

/**
 * Reads the message of a failed health check.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/manager_wait.go
 */
export function readHealthCheckFailed(message: string): HealthCheckFailedMessage | undefined {
  const [, elapsed, detail] = FAILED.exec(message) ?? [];
  if (elapsed !== undefined && detail !== undefined) {
    const [, list = ""] = OBJECT_LIST.exec(detail) ?? [];
    const objects = list.split(SEPARATOR).flatMap((item) => toUnhealthyObject(OBJECT.exec(item)));
    return toFailure(causeOf(detail), objects, detail.trimEnd(), goDurationMs(elapsed));
  }

  const [, how, brackets, list] = LEGACY.exec(message) ?? [];
  if (brackets === undefined || list === undefined) return undefined;
  const objects = list.split(LEGACY_SEPARATOR).flatMap((item) => toUnhealthyObject(LEGACY_OBJECT.exec(item)));
  return toFailure(how === "timed out" ? "timeout" : "other", objects, brackets);
}

/** Reads the message of passed health checks. */
export function readHealthCheckPassed(message: string): HealthCheckPassedMessage | undefined {
  const [passed, elapsed] = PASSED.exec(message) ?? [];
  if (passed === undefined) return undefined;
  return { code: "health-check-passed", ...(elapsed !== undefined && { elapsedMs: goDurationMs(elapsed) }) };
}

/** Reads the message of health checks that were given up. */
export function readHealthCheckCanceled(message: string): HealthCheckCanceledMessage | undefined {
  const [canceled, kind, namespace, name] = CANCELED.exec(message) ?? [];
  if (canceled === undefined) return undefined;
  return {
    code: "health-check-canceled",
    ...(kind !== undefined && name !== undefined && { trigger: toObjectName(kind, namespace, name) }),
  };
}

function toFailure(
  cause: HealthCheckFailedMessage["cause"],
  objects: UnhealthyObject[],
  detail: string,
  elapsedMs?: number,
): HealthCheckFailedMessage {
  return {
    code: "health-check-failed",
    ...(elapsedMs !== undefined && { elapsedMs }),
    cause,
    objects: objects.sort(compareUnhealthy),
    detail,
  };
}

// Objects of one name may be of two API groups.
function compareUnhealthy(a: UnhealthyObject, b: UnhealthyObject): number {
  return compareObjectNames(a, b) || (stateOf(a) < stateOf(b) ? -1 : Number(stateOf(a) > stateOf(b)));
}

function stateOf({ status = "", detail = "" }: UnhealthyObject): string {
  return `${status} ${detail}`;
}

function causeOf(detail: string): HealthCheckFailedMessage["cause"] {
  const text = detail.trimEnd();
  if (text === "context canceled") return "canceled";
  if (text.startsWith("timeout waiting for") || text === "context deadline exceeded") return "timeout";
  return text.startsWith("failed early due to stalled resources") ? "stalled" : "other";
}

function toUnhealthyObject(match: RegExpExecArray | null): UnhealthyObject[] {
  const [, kind, namespace, name, status, detail] = match ?? [];
  if (kind === undefined || name === undefined) return [];
  return [
    {
      ...toObjectName(kind, namespace, name),
      ...(status !== undefined && { status }),
      ...(detail !== undefined && { detail }),
    },
  ];
}
