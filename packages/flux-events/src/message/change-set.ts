import { type ObjectName, toObjectName } from "./subject.ts";

/**
 * What Flux did to an object when it applied a revision.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/changeset.go
 */
export type ChangeAction = "created" | "configured" | "unchanged" | "deleted" | "skipped" | "unknown";

/** One line of a change set. */
export interface ObjectChange extends ObjectName {
  /** What was done to the object. */
  readonly action: ChangeAction;
}

/** Flux applied or deleted objects. */
export interface ChangeSetMessage {
  /** Which message this is. */
  readonly code: "change-set";
  /** One change a line, in the order of the message. */
  readonly changes: readonly ObjectChange[];
  /** Lines that are no change, as they are. */
  readonly rest: readonly string[];
}

const ACTIONS = "(created|configured|unchanged|deleted|skipped|unknown)";
// Names of roles may hold spaces.
const CHANGE = new RegExp(`^([A-Za-z][\\w-]*)(?:/([^/\\s]+))?/([^/]+) ${ACTIONS}$`);
// Until Flux 0.15 the lines are those of kubectl, with the API group: `deployment.apps/webapp configured`.
const KUBECTL_CHANGE = new RegExp(`^([a-z]\\w*)\\.([a-z0-9.-]+)/([^/\\s]+) ${ACTIONS}$`);
const KUBECTL_WARNING = "Warning: ";

/** Reads the lines of a message that are changes, and gives those that are not; kubectl's warnings are left out. */
export function readChanges(message: string): {
  readonly changes: readonly ObjectChange[];
  readonly rest: readonly string[];
} {
  const changes: ObjectChange[] = [];
  const rest: string[] = [];
  for (const line of message.split("\n")) {
    const change = readChange(line);
    if (change !== undefined) changes.push(change);
    else if (line !== "" && !line.startsWith(KUBECTL_WARNING)) rest.push(line);
  }
  return { changes, rest };
}

/** Reads a message that has at least one line of a change set. */
export function readChangeSet(message: string): ChangeSetMessage | undefined {
  const { changes, rest } = readChanges(message);
  return changes.length > 0 ? { code: "change-set", changes, rest } : undefined;
}

/**
 * Tells whether a message is a change set, by the first line that is no warning: it can have as many lines as a cluster has
 * objects.
 */
export function isChangeSet(message: string): boolean {
  let line: string;
  for (let start = 0; start < message.length; start += line.length + 1) {
    const end = message.indexOf("\n", start);
    line = message.slice(start, end < 0 ? message.length : end);
    if (!line.startsWith(KUBECTL_WARNING)) return readChange(line) !== undefined;
  }
  return false;
}

/** Counts changes by action, in the order in which the actions first occur: `2 created, 1 configured`. */
export function countChanges(changes: readonly ObjectChange[]): string {
  const counts = new Map<ChangeAction, number>();
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1);
  return [...counts].map(([action, count]) => `${count} ${action}`).join(", ");
}

function readChange(line: string): ObjectChange | undefined {
  const [, kind, namespace, name, action] = CHANGE.exec(line) ?? [];
  if (kind !== undefined && name !== undefined) {
    return { ...toObjectName(kind, namespace, name), action: action as ChangeAction };
  }
  const [, resource, group, legacyName, legacyAction] = KUBECTL_CHANGE.exec(line) ?? [];
  if (resource === undefined || group === undefined || legacyName === undefined) return undefined;
  return { kind: resource, group, name: legacyName, action: legacyAction as ChangeAction };
}
