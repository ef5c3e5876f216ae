import { GO_DURATION, goDurationMs } from "./go-duration.ts";
import { type ObjectName, SUBJECT, toObjectName } from "./subject.ts";

/** A reconciliation of a Kustomization ended well. It comes again at each interval, changed or not. */
export interface FinishedMessage {
  /** Which message this is. */
  readonly code: "finished";
  /** How long it took, in milliseconds; absent before Flux 0.15 ("Update completed"). */
  readonly elapsedMs?: number;
  /** When the next one is due, in milliseconds after this one. */
  readonly nextRunInMs?: number;
}

/** The path of a Kustomization is not in its source. */
export interface PathNotFoundMessage {
  /** Which message this is. */
  readonly code: "path-not-found";
  /** The path, without the temporary folder that it was looked for in. */
  readonly path: string;
}

/** Objects that left a folder, or belonged to a deleted Kustomization, could not be deleted. */
export interface PruneFailedMessage {
  /** Which message this is. */
  readonly code: "prune-failed";
  /** The objects that are named. */
  readonly objects: readonly ObjectName[];
  /** What the message says. */
  readonly detail: string;
}

const FINISHED = new RegExp(
  `^(?:Reconciliation finished in ${GO_DURATION}(?:, next run in ${GO_DURATION})?|Update completed)$`,
);
const PATH_NOT_FOUND =
  /^kustomization path not found: (?:stat )?(?:\/tmp\/[^/\s:]+\/?)?(.*?)(?:: no such file or directory)?$/;
const PRUNE_FAILED =
  /^(?:delete failed, errors: |unable to prune objects: |pruning for deleted resource failed|failed to wait for resources termination)/;
// The texts of the errors name objects, too: only these places name those that are still there.
const NOT_DELETED = new RegExp(`(?:^|[\\s;,])${SUBJECT}(?= delete failed: )`, "g");
const NOT_PRUNED = new RegExp(`^${SUBJECT}$`, "gm");

/** Reads the message that ends a reconciliation. */
export function readFinished(message: string): FinishedMessage | undefined {
  const [finished, elapsed, nextRun] = FINISHED.exec(message) ?? [];
  if (finished === undefined) return undefined;
  return {
    code: "finished",
    ...(elapsed !== undefined && { elapsedMs: goDurationMs(elapsed) }),
    ...(nextRun !== undefined && { nextRunInMs: goDurationMs(nextRun) }),
  };
}

/** Reads the message of a path that is not there. */
export function readPathNotFound(message: string): PathNotFoundMessage | undefined {
  const [, path] = PATH_NOT_FOUND.exec(message) ?? [];
  return path === undefined ? undefined : { code: "path-not-found", path: path === "" ? "." : path };
}

/** Reads the message of objects that could not be deleted. */
export function readPruneFailed(message: string): PruneFailedMessage | undefined {
  if (!PRUNE_FAILED.test(message)) return undefined;
  const objects = [...message.matchAll(message.startsWith("unable") ? NOT_PRUNED : NOT_DELETED)].map(
    ([, kind = "", namespace, name = ""]) => toObjectName(kind, namespace, name),
  );
  return { code: "prune-failed", objects, detail: message.replace(/^delete failed, errors: /, "") };
}
