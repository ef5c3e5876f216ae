import { formatObjectName, type ObjectName, SUBJECT, toObjectName } from "./subject.ts";

/** An object that kept a health check from passing. */
export interface UnhealthyObject extends ObjectName {
  /** Status by kstatus, such as `InProgress`, `Failed` or `NotFound`; absent when it could not be determined. */
  readonly status?: string;
  /** What Flux knows of the cause. */
  readonly detail?: string;
}

/** What the message of a failed health check says. */
export interface HealthFailure {
  /** How long the check ran, as Go writes durations: `5m0.011270958s`. */
  readonly elapsed: string;
  /** `canceled` is no failure: Flux gave the check up for a newer revision. */
  readonly cause: "timeout" | "stalled" | "canceled" | "other";
  /** The objects that are named; their order in the message means nothing, so they are sorted by name. */
  readonly objects: readonly UnhealthyObject[];
}

// Flux 0.15 to 0.29 wrote a comma after the duration; the capital letter went with 1.2.
const FAILURE = /^health check failed after (\S+)[:,] (.+)$/is;
const OBJECT_LIST = /^[^[]*: \[(.*)\]$/s;
const OBJECT = new RegExp(`^(?:can't determine status for )?${SUBJECT}(?: status: '(\\w+)')?(?:: (.*))?$`, "s");

// Details hold commas and brackets of their own: only a comma before the next object separates.
const SEPARATOR = /, (?=can't determine status for |[A-Z]\w*(?:\/[^/\s]+){1,2} status: ')/;

/**
 * Parses the message of a failed health check, such as
 * `health check failed after 5m0.01s: timeout waiting for: [Deployment/apps/webapp status: 'InProgress']`.
 *
 * @returns what the message says, or undefined when it is no message of a failed health check.
 * @example
 * ```ts source="./health-failure.examples.ts#parseHealthFailure"
 * const failure = parseHealthFailure(message);
 * const names = failure?.objects.map(({ kind, name, status }) => `${kind} ${name}: ${status ?? "unknown"}`) ?? [];
 * ```
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/manager_wait.go
 */
export function parseHealthFailure(message: string): HealthFailure | undefined {
  const [, elapsed, why] = FAILURE.exec(message.trim()) ?? [];
  if (elapsed === undefined || why === undefined) return undefined;

  const [, list = ""] = OBJECT_LIST.exec(why) ?? [];
  const objects = list.split(SEPARATOR).flatMap(parseUnhealthyObject);
  return { elapsed, cause: causeOf(why), objects: objects.sort(byName) };
}

function causeOf(why: string): HealthFailure["cause"] {
  if (why === "context canceled") return "canceled";
  if (why.startsWith("timeout waiting for") || why === "context deadline exceeded") return "timeout";
  return why.startsWith("failed early due to stalled resources") ? "stalled" : "other";
}

function parseUnhealthyObject(item: string): UnhealthyObject[] {
  const [, kind, namespace, name, status, detail] = OBJECT.exec(item) ?? [];
  if (kind === undefined || name === undefined) return [];
  return [
    {
      ...toObjectName(kind, namespace, name),
      ...(status !== undefined && { status }),
      ...(detail !== undefined && { detail }),
    },
  ];
}

function byName(a: ObjectName, b: ObjectName): number {
  const [nameOfA, nameOfB] = [formatObjectName(a), formatObjectName(b)];
  return nameOfA < nameOfB ? -1 : Number(nameOfA > nameOfB);
}

/** Writes an unhealthy object for people: `Deployment/apps/webapp is InProgress`. */
export function describeUnhealthyObject(object: UnhealthyObject): string {
  const detail = object.detail === undefined ? "" : ` (${object.detail})`;
  return `${formatObjectName(object)} is ${object.status ?? "of unknown status"}${detail}`;
}
