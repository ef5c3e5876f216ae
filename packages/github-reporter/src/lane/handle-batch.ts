import { bookingOf } from "./booking.ts";
import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { backoff } from "./backoff.ts";
import { handleInTime } from "./handle-in-time.ts";
import type { LaneHandler, LaneItem, LaneVerdict } from "./lane.ts";
import type { LaneObserver } from "./observer.ts";

/** Options of {@link handleBatch}. */
export interface HandleBatchOptions<T> {
  /** Milliseconds after which the signals abort, and no further key begins. Default: 20000. */
  readonly deadlineMs?: number;
  /** Milliseconds after that, after which a handler that ignores its signal is given up. Default: 2000. */
  readonly graceMs?: number;
  /** Keys that are handled at the same time. Default: 4. */
  readonly concurrency?: number;
  /** Tells how often the queue has delivered an item, this time included. Default: once. */
  readonly attempt?: (item: LaneItem<T>) => number;
  /** Gets what the result does not tell. */
  readonly observer?: LaneObserver;
  /** Clock for the deadline. Default: the machine's. */
  readonly clock?: Clock;
}

/** Tells a queue what became of each item; every id is in one of the lists. */
export interface BatchOutcome {
  /** Ids of items that are finished. */
  readonly done: readonly string[];
  /** Items that the queue shall deliver again, not before so many milliseconds. */
  readonly again: readonly {
    /** Id of the item. */
    readonly id: string;
    /** Milliseconds to wait at least. */
    readonly afterMs: number;
    /** What went wrong, for people. */
    readonly why: string;
  }[];
  /** Items that no attempt can help: for the dead letters. */
  readonly rejected: readonly {
    /** Id of the item. */
    readonly id: string;
    /** What went wrong, for people. */
    readonly why: string;
  }[];
}

/**
 * Handles items that a queue pushes, such as SQS FIFO to a Lambda: all items of a key together, keys side by side.
 *
 * The queue must keep a key to one receiver at a time (SQS: `MessageGroupId`), and remember: nothing is kept between two
 * calls, so `kept` is empty and `keep` has no effect.
 *
 * @returns what became of each item; it never rejects. A handler that throws, or does not return in time, gets its items
 * again, and so do the keys of a group that hit a rate limit and items whose time has not come.
 * @example
 * ```ts source="./handle-batch.examples.ts#handleBatch_sqs"
 * const messages = event.Records.map((record) => ({ record, item: JSON.parse(record.body) as LaneItem<string> }));
 * const counts = new Map(
 *   messages.map(({ record, item }) => [item.id, Number(record.attributes.ApproximateReceiveCount)]),
 * );
 * const { again, rejected } = await handleBatch(
 *   messages.map(({ item }) => item),
 *   handle,
 *   { deadlineMs: context.getRemainingTimeInMillis() - 5_000, attempt: ({ id }) => counts.get(id) ?? 1 },
 * );
 * // What is rejected leaves the queue, so it is stored elsewhere first.
 * for (const { id, why } of rejected) await bury(id, why);
 * const failed = new Set(again.map(({ id }) => id));
 * const batchItemFailures = messages
 *   .filter(({ item }) => failed.has(item.id))
 *   .map(({ record }) => ({ itemIdentifier: record.messageId }));
 * ```
 */
export async function handleBatch<T>(
  items: readonly LaneItem<T>[],
  handle: LaneHandler<T>,
  options: HandleBatchOptions<T> = {},
): Promise<BatchOutcome> {
  const { deadlineMs = 20_000, graceMs = 2_000, concurrency = 4, attempt = () => 1, clock = systemClock } = options;
  const { observer: tell = () => undefined } = options;
  const outcome = { done: [] as string[], again: [] as BatchOutcome["again"][number][], rejected: [] as Rejected[] };
  const now = clock.now();
  const paused = new Map<string, Wait>();

  const postpone = (waiting: readonly LaneItem<T>[], wait: Wait): void => {
    for (const { id } of waiting) outcome.again.push({ id, ...wait });
  };
  const book = (batch: readonly [LaneItem<T>, ...LaneItem<T>[]], attempts: number, verdict: LaneVerdict): void => {
    if (verdict.code !== "retry") {
      const { finish, keep, bury } = bookingOf({ items: batch, kept: [], attempt: attempts }, verdict);
      // One by one: a call takes no hundred thousand arguments.
      for (const { id } of finish) outcome.done.push(id);
      for (const { id } of keep) outcome.done.push(id);
      for (const { id, why } of bury) outcome.rejected.push({ id, why });
    } else {
      const wait = { afterMs: verdict.afterMs ?? backoff(attempts), why: verdict.why };
      if (verdict.scope === "group") paused.set(batch[0].group, wait);
      postpone(batch, wait);
    }
  };
  const handleKey = async (batch: readonly [LaneItem<T>, ...LaneItem<T>[]]): Promise<void> => {
    const [{ key, group }] = batch;
    const left = now + deadlineMs - clock.now();
    const wait = paused.get(group) ?? (left <= 0 ? { afterMs: 0, why: "There was no time left." } : undefined);
    if (wait !== undefined) {
      postpone(batch, wait);
      return;
    }
    const attempts = batch.map(attempt).reduce((most, count) => Math.max(most, count));
    const taken = { key, items: batch, kept: [], attempt: attempts };
    book(batch, attempts, await handleInTime(taken, { handle, clock, deadlineMs: left, graceMs, tell }));
  };

  const keys = groupByKey(items, now, (item, afterMs) => {
    postpone([item], { afterMs, why: "Its time has not come." });
  });
  const work = async (): Promise<void> => {
    for (let batch = keys.shift(); batch !== undefined; batch = keys.shift()) await handleKey(batch);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, keys.length) }, work));
  return outcome;
}

type Rejected = BatchOutcome["rejected"][number];

interface Wait {
  readonly afterMs: number;
  readonly why: string;
}

/** Sorts items by key, each id once. */
function groupByKey<T>(
  items: readonly LaneItem<T>[],
  now: number,
  postpone: (item: LaneItem<T>, afterMs: number) => void,
): [LaneItem<T>, ...LaneItem<T>[]][] {
  const keys = new Map<string, [LaneItem<T>, ...LaneItem<T>[]]>();
  for (const item of new Map(items.map((one) => [one.id, one])).values()) {
    const { key, notBefore = 0 } = item;
    if (notBefore > now) postpone(item, notBefore - now);
    else if (keys.get(key)?.push(item) === undefined) keys.set(key, [item]);
  }
  return [...keys.values()];
}
