import { GO_DURATION, goDurationMs } from "./go-duration.ts";

/** An object that another one waits for; it is of the same kind. */
export interface DependencyName {
  /** Namespace of the object. */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name: string;
}

/** An object waits until another one is ready. */
export interface DependencyNotReadyMessage {
  /** Which message this is. */
  readonly code: "dependency-not-ready";
  /** The other object, where the message names it: helm-controller does. */
  readonly dependency?: DependencyName;
  /** When Flux looks again, in milliseconds. */
  readonly retryInMs?: number;
}

const DEPENDENCY = new RegExp(
  `^dependenc(?:ies do not meet ready condition(?: \\(.*\\))?(?:, retrying in ${GO_DURATION})?|y '(?:([^/']+)/)?([^/']+)' is not ready)`,
  "i",
);
/** Reads the message of an object that waits for another one. */
export function readDependency(message: string): DependencyNotReadyMessage | undefined {
  const [dependency, retryIn, namespace, name] = DEPENDENCY.exec(message) ?? [];
  if (dependency === undefined) return undefined;
  return {
    code: "dependency-not-ready",
    ...(name !== undefined && { dependency: { ...(namespace !== undefined && { namespace }), name } }),
    ...(retryIn !== undefined && { retryInMs: goDurationMs(retryIn) }),
  };
}
