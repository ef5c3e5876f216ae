import type { ResultAsync } from "neverthrow";

import type { LaneError, LaneUnavailableError } from "./errors.ts";

/** Wraps one piece of work for a {@link Lane}. */
export interface LaneItem<T> {
  /** Identity of the item, e.g. the SHA-256 of what was received: an id that was stored before is a duplicate. */
  readonly id: string;
  /** Items of one key are handled together and never at once. */
  readonly key: string;
  /** Items of one group share a rate limit, and pause together. */
  readonly group: string;
  /** The work; plain data, because a durable lane stores it as JSON. */
  readonly body: T;
  /** Time before which the item is not handed out, in milliseconds since the epoch. Default: at once. */
  readonly notBefore?: number;
}

/** Hands the pending items of one key to a handler, in no particular order. */
export interface LaneBatch<T> {
  /** Key of all items. */
  readonly key: string;
  /** Some or all pending items of the key whose time has come. */
  readonly items: readonly [LaneItem<T>, ...LaneItem<T>[]];
  /** Items of earlier batches of the key that the handler asked to keep; none from a lane that cannot keep. */
  readonly kept: readonly LaneItem<T>[];
  /** Count of deliveries of this key since it last ended, from 1. */
  readonly attempt: number;
  /** Aborts before the lane would hand the batch to someone else. */
  readonly signal: AbortSignal;
}

/** Tells a lane what became of a batch. */
export type LaneVerdict =
  | {
      /** The items are finished. */
      readonly code: "done";
      /**
       * Ids, of `items` and `kept`, that belong to what is known of the key: they come with its next batch, as `kept`.
       * What is not named is forgotten. Default: none.
       */
      readonly keep?: readonly string[];
      /** Items of the batch that no attempt can help, while the others are finished. Default: none. */
      readonly reject?: readonly RejectedItem[];
    }
  | {
      /** The items come again, with the same `kept`. */
      readonly code: "retry";
      /** Milliseconds to wait at least; without it the lane backs off by attempt. */
      readonly afterMs?: number;
      /** Whether only this key waits, or everything that shares its rate limit. */
      readonly scope: "key" | "group";
      /** What went wrong, for people. */
      readonly why: string;
    }
  | {
      /** All items go to the dead letters, for a person to read; what was kept stays so. */
      readonly code: "reject";
      /** What went wrong, for people. */
      readonly why: string;
    };

/** Names an item that goes to the dead letters. */
export interface RejectedItem {
  /** Id of the item. */
  readonly id: string;
  /** What went wrong, for people. */
  readonly why: string;
}

/** Handles a batch; it may get the same items again, and never rejects on purpose. */
export type LaneHandler<T> = (batch: LaneBatch<T>) => Promise<LaneVerdict>;

/** Keeps an item that no attempt can help, with the reason. */
export interface DeadLetter<T> {
  /** The item. */
  readonly item: LaneItem<T>;
  /** What went wrong, for people. */
  readonly why: string;
  /** Time of its rejection, RFC 3339. */
  readonly at: string;
}

/** Stops a lane that runs. */
export interface RunningLane {
  /** Takes no further batch, and resolves once the current ones are handled. */
  stop(): Promise<void>;
}

/**
 * Keeps work between its receipt and its handling: the port that hides the queue.
 *
 * Delivery is at least once and unordered; two batches of one key are never handled at once.
 */
export interface Lane<T> {
  /**
   * Stores an item.
   *
   * @returns `stored` or `duplicate` once the item is on the lane's storage, or a {@link LaneError}: then put it again.
   * Nothing was stored then; only after a time-out it may be, which its id makes harmless.
   * @throws TypeError for a body that JSON cannot hold, RangeError for a `notBefore` that is no time.
   */
  put(item: LaneItem<T>): ResultAsync<"stored" | "duplicate", LaneError>;
  /** Begins to hand batches to the handler. Rejects with a TypeError when it runs already, or is closed. */
  run(handle: LaneHandler<T>): Promise<RunningLane>;
}

/** A lane that people can look into: what all lanes of this package are. */
export interface ManagedLane<T> extends Lane<T> {
  /** Counts the items whose time has come and that are not finished: those that wait for a retry too. */
  pending(): ResultAsync<number, LaneUnavailableError>;
  /** Lists rejected items, the newest first, at most `limit` of them. Default: 100. */
  deadLetters(options?: { readonly limit?: number }): ResultAsync<readonly DeadLetter<T>[], LaneUnavailableError>;
  /**
   * Makes dead letters pending again.
   *
   * @returns how many of the ids were dead letters.
   */
  replay(ids: readonly string[]): ResultAsync<number, LaneUnavailableError>;
  /** Stops, and lets go of the storage. Items that come later are refused with `LANE_UNAVAILABLE`. */
  close(): Promise<void>;
}
