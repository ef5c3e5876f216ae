import { backoff } from "./backoff.ts";
import type { HandlingOptions } from "./handle-in-time.ts";
import { handleInTime } from "./handle-in-time.ts";
import type { RunningLane } from "./lane.ts";
import type { LaneStore, TakenBatch } from "./store.ts";

/** Timers of Node hold no more than 24 days, so a lane looks again before. */
const LONGEST_NAP_MS = 3_600_000;

/** What a worker needs. */
export interface WorkerOptions<T> extends HandlingOptions<T> {
  readonly store: LaneStore<T>;
  readonly concurrency: number;
}

/** A worker that can be told of new items. */
export interface Worker extends RunningLane {
  readonly wake: () => void;
}

/** Hands batches to the handler, a few at once, until it is stopped. */
export function startWorker<T>(options: WorkerOptions<T>): Worker {
  const { store, clock, concurrency, tell } = options;
  const running = new Set<Promise<void>>();
  let stopping = false;
  let isAwake = false;
  let failures = 0;
  let endNap = (): void => undefined;

  const wake = (): void => {
    isAwake = true;
    endNap();
  };

  const start = (batch: TakenBatch<T>): void => {
    const job = handleInTime(batch, options)
      .then((verdict) => store.settle(batch, verdict, clock.now()))
      .then((settled) => {
        if (settled.isErr()) tell({ code: "storage-failed", error: settled.error });
        running.delete(job);
        wake();
      });
    running.add(job);
  };

  /** Starts what may be started, and returns when there may be more. */
  const startDue = async (): Promise<number | undefined> => {
    const free = concurrency - running.size;
    if (free <= 0) return undefined;
    const taken = await store.take(clock.now(), free);
    if (taken.isErr()) {
      tell({ code: "storage-failed", error: taken.error });
      failures += 1;
      return clock.now() + backoff(failures);
    }
    failures = 0;
    taken.value.batches.forEach(start);
    return taken.value.batches.length < free ? taken.value.nextDue : undefined;
  };

  const nap = (due: number | undefined): Promise<void> =>
    new Promise((resolve) => {
      const alarm = new AbortController();
      endNap = () => {
        alarm.abort();
        resolve();
      };
      if (due !== undefined) clock.sleep(napLength(due - clock.now()), alarm.signal).then(endNap, endNap);
      if (isAwake) endNap();
    });

  const work = async (): Promise<void> => {
    while (!stopping) {
      isAwake = false;
      await nap(await startDue());
    }
    await Promise.all(running);
  };

  const stopped = work();
  return {
    wake,
    stop: () => {
      stopping = true;
      wake();
      return stopped;
    },
  };
}

function napLength(milliseconds: number): number {
  return Math.min(Math.max(0, milliseconds), LONGEST_NAP_MS);
}
