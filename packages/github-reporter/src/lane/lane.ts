import type { ResultAsync } from "neverthrow";

import type { LaneError } from "./errors.ts";

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
}

/** Hands the pending items of one key to a handler, in no particular order. */
export interface LaneBatch<T> {
  /** Key of all items. */
  readonly key: string;
  /** Some or all pending items of the key. */
  readonly items: readonly [LaneItem<T>, ...LaneItem<T>[]];
  /** Count of deliveries of this key since it last succeeded, from 1. */
  readonly attempt: number;
  /** Aborts before the lane would hand the batch to someone else. */
  readonly signal: AbortSignal;
}

/** Tells a lane what became of a batch. */
export type LaneVerdict =
  | {
      /** The items are finished. */
      readonly code: "done";
    }
  | {
      /** The items come again. */
      readonly code: "retry";
      /** Milliseconds to wait at least; without it the lane backs off by attempt. */
      readonly afterMs?: number;
      /** Whether only this key waits, or everything that shares its rate limit. */
      readonly scope: "key" | "group";
      /** What went wrong, for people. */
      readonly why: string;
    }
  | {
      /** The items go to the dead letters, for a person to read. */
      readonly code: "reject";
      /** What went wrong, for people. */
      readonly why: string;
    };

/** Handles a batch; it may get the same items again, and never rejects on purpose. */
export type LaneHandler<T> = (batch: LaneBatch<T>) => Promise<LaneVerdict>;

/** Keeps an item that no attempt can help, with the reason. */
export interface DeadLetter<T> {
  /** The item. */
  readonly item: LaneItem<T>;
  /** What went wrong, for people. */
  readonly why: string;
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
   * @returns `stored` or `duplicate` once the item is on the lane's storage, or a {@link LaneError}: then nothing was
   * stored.
   */
  put(item: LaneItem<T>): ResultAsync<"stored" | "duplicate", LaneError>;
  /** Begins to hand batches to the handler. */
  run(handle: LaneHandler<T>): Promise<RunningLane>;
}
