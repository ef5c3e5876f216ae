import type { ResultAsync } from "neverthrow";

import type { LaneUnavailableError } from "./errors.ts";
import type { LaneBatch, LaneVerdict } from "./lane.ts";

/** A batch without its signal. */
export interface TakenBatch<T> extends Omit<LaneBatch<T>, "signal"> {
  /** Aborts when the storage gave the key to someone else. */
  readonly lost?: AbortSignal;
}

/** What a store hands out at one time. */
export interface Taken<T> {
  /** At most as many batches as were asked for, each of another key. */
  readonly batches: readonly TakenBatch<T>[];
  /** When there may be more, in milliseconds since the epoch; nothing when only a new item can change that. */
  readonly nextDue?: number | undefined;
}

/** State of a lane; it knows no timer, the time is an argument. */
export interface LaneStore<T> {
  /** Takes keys that may be handled now, and keeps others away from them until they are settled. */
  take(now: number, limit: number): ResultAsync<Taken<T>, LaneUnavailableError>;
  /** Ends a batch; when that fails, the batch comes again. */
  settle(batch: TakenBatch<T>, verdict: LaneVerdict, now: number): ResultAsync<void, LaneUnavailableError>;
}
