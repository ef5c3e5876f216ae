import type { LaneError } from "../lane/errors.ts";

/** Reports that the status of a cluster's objects cannot be read now: the next pass tries again. */
export class StateSourceUnavailableError extends Error {
  override readonly name = "StateSourceUnavailableError";
  readonly code = "STATE_SOURCE_UNAVAILABLE";
  /** HTTP status that the cluster answered with; undefined when there was no answer, or none that can be read. */
  readonly status: number | undefined;

  constructor(message: string, options: { readonly status?: number | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}

/** Reports that the caller's signal ended a resync. What was accepted until then stays accepted. */
export class ResyncAbortedError extends Error {
  override readonly name = "ResyncAbortedError";
  readonly code = "RESYNC_ABORTED";

  constructor(cluster: string, cause: unknown) {
    super(`The resync of cluster ${cluster} was aborted; what was accepted stays, the next pass reads the rest.`, {
      cause,
    });
  }
}

/** Lists every way in which a source of states fails as a whole. */
export type StateSourceError = StateSourceUnavailableError;

/** Lists every way in which a resync ends early. */
export type ResyncError = StateSourceError | LaneError | ResyncAbortedError;
