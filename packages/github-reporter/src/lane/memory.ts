import { errAsync, okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { LaneFullError, LaneUnavailableError } from "./errors.ts";
import type { ManagedLane, RunningLane } from "./lane.ts";
import { createQueues } from "./queues.ts";
import type { Worker } from "./worker.ts";
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
export function memoryLane<T>(options: MemoryLaneOptions = {}): ManagedLane<T> {
  const { capacity = 10_000, concurrency = 4, deadlineMs = 60_000, clock = systemClock } = options;
  const queues = createQueues<T>(capacity);
  let worker: Worker | undefined;
  let isClosed = false;

  return {
    put: (item) => {
      if (isClosed) return errAsync(new LaneUnavailableError("The lane is closed."));
      if (queues.knows(item.id)) return okAsync("duplicate" as const);
      if (queues.size() >= capacity) {
        return errAsync(new LaneFullError(`The lane holds ${capacity} items, which is all it may. Try again later.`));
      }
      queues.add(item);
      worker?.wake();
      return okAsync("stored" as const);
    },
    run: (handle) => {
      worker = startWorker({ queues, handle, clock, concurrency, deadlineMs });
      return Promise.resolve<RunningLane>(worker);
    },
    pending: () => okAsync(queues.pending(clock.now())),
    deadLetters: ({ limit = 100 } = {}) => okAsync([...queues.deadLetters()].reverse().slice(0, limit)),
    replay: (ids) => {
      const revived = queues.revive(ids);
      worker?.wake();
      return okAsync(revived);
    },
    close: async () => {
      isClosed = true;
      await worker?.stop();
    },
  };
}
