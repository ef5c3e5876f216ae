import { type ObjectName, SUBJECT, toObjectName } from "./subject.ts";

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

const CHANGE_LINE = new RegExp(`^${SUBJECT} (created|configured|unchanged|deleted|skipped|unknown)$`);

/**
 * Parses the change set in the message of an event, such as `Deployment/apps/webapp configured`, one object a line.
 *
 * @returns the changes in the order of the message; lines that are no change are passed over, so a message without any gives an empty list.
 * @example
 * ```ts source="./change-set.examples.ts#parseChangeSet"
 * const changes = parseChangeSet("Namespace/apps created\nDeployment/apps/webapp configured");
 * const created = changes.filter(({ action }) => action === "created"); // [{ kind: "Namespace", name: "apps", action: "created" }]
 * ```
 * @see https://fluxcd.io/flux/components/notification/events/
 */
export function parseChangeSet(message: string): readonly ObjectChange[] {
  return message.split("\n").flatMap((line) => {
    const [, kind, namespace, name, action] = CHANGE_LINE.exec(line) ?? [];
    if (kind === undefined || name === undefined) return [];
    return [{ ...toObjectName(kind, namespace, name), action: action as ChangeAction }];
  });
}

/** Counts a change set by action, in the order in which the actions first occur: `2 created, 1 configured`. */
export function summarizeChangeSet(changes: readonly ObjectChange[]): string {
  const counts = new Map<ChangeAction, number>();
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1);
  return [...counts].map(([action, count]) => `${count} ${action}`).join(", ");
}
