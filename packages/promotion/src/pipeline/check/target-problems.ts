import { targetContext } from "@gitops/github-reporter";

import type { Pipeline, Slot } from "../pipeline.ts";
import type { Problem } from "./problem.ts";

/** See https://docs.github.com/rest/commits/statuses: what `ensureCommitStatus` refuses to send. */
const LONGEST_CONTEXT = 255;

/**
 * Finds slots that nobody could report on: whose Flux object is that of another slot, whose names are too long, or which
 * want more successes than they have targets.
 *
 * @internal
 */
export function targetProblems({ slots }: Pipeline): readonly Problem[] {
  return [...sharedTargets(slots), ...slots.flatMap(longContexts), ...slots.flatMap(unreachable)];
}

/** An event names a cluster and an object: if two slots share both, nobody can tell which one it speaks of. */
function sharedTargets(slots: readonly Slot[]): readonly Problem[] {
  const owners = new Map<string, string>();
  return slots.flatMap(({ id, targets }) =>
    targets.flatMap(({ cluster, kind, namespace, objectName }) => {
      const key = [cluster, kind, namespace, objectName].join("\n");
      const owner = owners.get(key);
      owners.set(key, owner ?? id);
      if (owner === undefined) return [];
      return [
        {
          path: ["clusters", cluster],
          message:
            `${kind} ${namespace}/${objectName} would report on ${owner} and on ${id}; ` +
            `give this cluster a flux name such as "{app}-{env}"`,
        },
      ];
    }),
  );
}

function longContexts(slot: Slot): readonly Problem[] {
  return slot.targets
    .map(({ name }) => targetContext(slot, name))
    .filter(({ length }) => length > LONGEST_CONTEXT)
    .map((context) => ({
      path: ["environments", slot.environment],
      message:
        `the commit status ${context} would have ${context.length} characters, and GitHub takes ${LONGEST_CONTEXT}; ` +
        "give environment, app, wave or cluster a shorter name",
    }));
}

function unreachable({ id, environment, targets, policy }: Slot): readonly Problem[] {
  const needed = policy.success.targets;
  if (typeof needed === "string" || needed <= targets.length) return [];
  const message = `wants ${needed} targets to succeed, and ${id} has ${targets.length}`;
  return [{ path: ["environments", environment, "success", "targets"], message }];
}
