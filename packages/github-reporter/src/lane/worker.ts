import type { Clock } from "../clock.ts";
import type { LaneHandler, LaneVerdict, RunningLane } from "./lane.ts";
import type { Queues, TakenBatch } from "./queues.ts";

/** What a worker needs. */
export interface WorkerOptions<T> {
  readonly queues: Queues<T>;
  readonly handle: LaneHandler<T>;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly deadlineMs: number;
}

/** A worker that can be told of new items. */
export interface Worker extends RunningLane {
  readonly wake: () => void;
}

/** Hands batches to the handler, a few at once, until it is stopped. */
export function startWorker<T>(options: WorkerOptions<T>): Worker {
  const { queues, clock, concurrency } = options;
  const running = new Set<Promise<void>>();
  let stopping = false;
  let wake = (): void => undefined;

  const start = (batch: TakenBatch<T>): void => {
    const job = handleInTime(batch, options).then((verdict) => {
      queues.settle(batch, verdict, clock.now());
      running.delete(job);
      wake();
    });
    running.add(job);
  };

  const nap = (): Promise<void> =>
    new Promise((resolve) => {
      const alarm = new AbortController();
      const end = (): void => {
        alarm.abort();
        resolve();
      };
      wake = end;
      const due = running.size < concurrency ? queues.nextDue() : undefined;
      if (due !== undefined) clock.sleep(Math.max(0, due - clock.now()), alarm.signal).then(end, end);
    });

  const work = async (): Promise<void> => {
    while (!stopping) {
      for (let batch = next(); batch !== undefined; batch = next()) start(batch);
      await nap();
    }
    await Promise.all(running);
  };
  const next = (): TakenBatch<T> | undefined => (running.size < concurrency ? queues.take(clock.now()) : undefined);

  const stopped = work();
  return {
    wake: () => {
      wake();
    },
    stop: () => {
      stopping = true;
      wake();
      return stopped;
    },
  };
}

/** Handles one batch; a handler that throws is a mistake in the program, and its items come again. */
async function handleInTime<T>(
  batch: TakenBatch<T>,
  { handle, clock, deadlineMs }: WorkerOptions<T>,
): Promise<LaneVerdict> {
  const deadline = new AbortController();
  const finished = new AbortController();
  clock.sleep(deadlineMs, finished.signal).then(
    () => {
      deadline.abort(new Error(`The batch took longer than ${deadlineMs} ms.`));
    },
    () => undefined,
  );
  try {
    return await handle({ ...batch, signal: deadline.signal });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { code: "retry", scope: "key", why: `The handler threw: ${why}` };
  } finally {
    finished.abort();
  }
}
