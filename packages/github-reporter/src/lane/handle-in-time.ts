import type { Clock } from "../clock.ts";
import type { LaneHandler, LaneVerdict } from "./lane.ts";
import type { LaneObserver } from "./observer.ts";
import type { TakenBatch } from "./store.ts";

/** How long a handler may take, and who hears when it takes longer. */
export interface HandlingOptions<T> {
  readonly handle: LaneHandler<T>;
  readonly clock: Clock;
  /** Milliseconds after which the signal aborts. */
  readonly deadlineMs: number;
  /** Milliseconds after that, after which the batch is given up. Default: as many again. */
  readonly graceMs?: number;
  readonly tell: LaneObserver;
}

/**
 * Handles one batch: its signal aborts at the deadline, and it is given up when the grace is over too. A handler that throws
 * is a mistake in the program, and its items come again.
 */
export async function handleInTime<T>(batch: TakenBatch<T>, options: HandlingOptions<T>): Promise<LaneVerdict> {
  const { lost, ...rest } = batch;
  const deadline = new AbortController();
  const finished = new AbortController();
  const signal = lost === undefined ? deadline.signal : AbortSignal.any([deadline.signal, lost]);
  try {
    const handling = Promise.resolve(options.handle({ ...rest, signal }));
    return checkVerdict(await Promise.race([handling, giveUp(batch.key, deadline, finished.signal, options)]));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    options.tell({ code: "handler-threw", key: batch.key, why });
    return { code: "retry", scope: "key", why: `The handler threw: ${why}` };
  } finally {
    finished.abort();
  }
}

const CODES: readonly unknown[] = ["done", "retry", "reject"];

/** What no lane can book, from a handler without types or with a NaN, is a mistake in the program like any other. */
function checkVerdict(verdict: LaneVerdict | undefined): LaneVerdict {
  if (verdict === undefined || !CODES.includes(verdict.code)) throw new TypeError("It returned no verdict.");
  if (verdict.code !== "retry" || verdict.afterMs === undefined || Number.isFinite(verdict.afterMs)) return verdict;
  throw new TypeError(`It wants to wait for ${verdict.afterMs} ms, which is no time.`);
}

/** Never resolves once the batch is finished. */
function giveUp<T>(
  key: string,
  deadline: AbortController,
  finished: AbortSignal,
  { clock, deadlineMs, graceMs = deadlineMs, tell }: HandlingOptions<T>,
): Promise<LaneVerdict> {
  return new Promise((resolve) => {
    const wait = async (): Promise<void> => {
      await clock.sleep(deadlineMs, finished);
      deadline.abort(new Error(`The batch took longer than ${deadlineMs} ms.`));
      tell({ code: "overdue", key });
      await clock.sleep(graceMs, finished);
      tell({ code: "abandoned", key });
      resolve({ code: "retry", scope: "key", why: `The handler did not return within ${deadlineMs + graceMs} ms.` });
    };
    // A sleep that ends early belongs to a batch that is finished.
    wait().catch(() => undefined);
  });
}
