import { errAsync, okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { LaneFullError } from "./errors.ts";
import type { DeadLetter, Lane } from "./lane.ts";
import { createQueues } from "./queues.ts";
import { startWorker } from "./worker.ts";

/** Options of {@link memoryLane}. */
export interface MemoryLaneOptions {
  /** Most items that may wait; further ones are refused with `LANE_FULL`. Default: 10000. */
  readonly capacity?: number;
  /** Keys that are handled at the same time. Default: 4. */
  readonly concurrency?: number;
  /** Milliseconds after which the signal of a batch aborts. Default: 60000. */
  readonly deadlineMs?: number;
  /** Clock for delays and pauses. Default: the machine's. */
  readonly clock?: Clock;
}

/** Keeps work in the memory of the process: for tests, demos, and hosts that handle an event before they answer. */
export interface MemoryLane<T> extends Lane<T> {
  /** Returns the rejected items, the oldest first; beyond the capacity the oldest are forgotten. */
  deadLetters(): readonly DeadLetter<T>[];
  /** Returns how many items wait or are being handled. */
  pending(): number;
}

/**
 * Creates a lane in memory. What it holds is lost with the process: use a durable lane in production.
 *
 * @example
 * ```ts source="./memory.examples.ts#memoryLane_run"
 * const lane = memoryLane<string>();
 * const running = await lane.run((batch) => {
 *   console.log(batch.key, batch.items.length);
 *   return Promise.resolve({ code: "done" });
 * });
 * const stored = await lane.put({ id: "1", key: "dev/cart", group: "github", body: "deployed" });
 * ```
 */
export function memoryLane<T>(options: MemoryLaneOptions = {}): MemoryLane<T> {
  const { capacity = 10_000, concurrency = 4, deadlineMs = 60_000, clock = systemClock } = options;
  const queues = createQueues<T>(capacity);
  let wake = (): void => undefined;

  return {
    put: (item) => {
      if (queues.knows(item.id)) return okAsync("duplicate" as const);
      if (queues.pending() >= capacity) {
        return errAsync(new LaneFullError(`The lane holds ${capacity} items, which is all it may. Try again later.`));
      }
      queues.add(item);
      wake();
      return okAsync("stored" as const);
    },
    run: (handle) => {
      const worker = startWorker({ queues, handle, clock, concurrency, deadlineMs });
      wake = worker.wake;
      return Promise.resolve(worker);
    },
    deadLetters: () => queues.deadLetters(),
    pending: () => queues.pending(),
  };
}
