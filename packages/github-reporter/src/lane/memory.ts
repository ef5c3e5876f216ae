import { errAsync, okAsync, ResultAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { encodeBody } from "./encode-body.ts";
import { laneClosed, laneFull } from "./errors.ts";
import type { ManagedLane } from "./lane.ts";
import type { LaneObserver } from "./observer.ts";
import { createQueues } from "./queues.ts";
import type { LaneStore } from "./store.ts";
import { createWorkerSlot } from "./worker-slot.ts";
import { startWorker } from "./worker.ts";

/** Options of {@link memoryLane}. */
export interface MemoryLaneOptions {
  /** Most items that may wait; further ones are refused with `LANE_FULL`. Default: 10000. */
  readonly capacity?: number;
  /** Keys that are handled at the same time. Default: 4. */
  readonly concurrency?: number;
  /** Milliseconds after which the signal of a batch aborts; after twice as many it is given up. Default: 60000. */
  readonly deadlineMs?: number;
  /** Gets what the lane cannot return to anybody. */
  readonly observer?: LaneObserver;
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
  const { observer: tell = () => undefined } = options;
  const queues = createQueues<T>(capacity);
  const store: LaneStore<T> = {
    take: (now, limit) => okAsync(queues.take(now, limit)),
    settle: (batch, verdict, now) => {
      queues.settle(batch, verdict, now);
      // A batch that comes again at once must not keep everything else from its turn.
      return ResultAsync.fromSafePromise(nextTurn());
    },
  };
  const worker = createWorkerSlot();
  let isClosed = false;

  return {
    put: (item) => {
      // What a durable lane cannot store shall fail in tests already.
      encodeBody(item);
      if (isClosed) return errAsync(laneClosed());
      if (queues.knows(item.id)) return okAsync("duplicate" as const);
      if (queues.size() >= capacity) {
        return errAsync(laneFull(capacity));
      }
      queues.add(item);
      worker.wake();
      return okAsync("stored" as const);
    },
    run: async (handle) => {
      await Promise.resolve();
      return worker.start(() => startWorker({ store, handle, clock, concurrency, deadlineMs, tell }));
    },
    pending: () => okAsync(queues.pending(clock.now())),
    deadLetters: ({ limit = 100 } = {}) => okAsync([...queues.deadLetters()].reverse().slice(0, limit)),
    replay: (ids) => {
      const revived = queues.revive(ids);
      worker.wake();
      return okAsync(revived);
    },
    close: async () => {
      isClosed = true;
      await worker.close();
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
