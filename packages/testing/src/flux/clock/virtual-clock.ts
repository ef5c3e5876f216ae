import { setImmediate, setTimeout as delay } from "node:timers/promises";

import type { Clock } from "./clock.ts";

/** Options of {@link createVirtualClock}. */
export interface VirtualClockOptions {
  /** Time at the start, RFC 3339. Default: `2026-01-01T00:00:00Z`. */
  readonly start?: string;
  /** Longest real time in milliseconds for which the clock stands still for one piece of work. Default: 5000. */
  readonly patience?: number;
}

/** A clock that moves by hand. */
export interface VirtualClock extends Clock {
  /**
   * Moves the clock forward. Whoever sleeps wakes in the order of time, and what they then do is finished before the
   * clock moves on: an hour of Flux takes as long as its work, and always happens in the same order.
   */
  advance(milliseconds: number): Promise<void>;
  /**
   * Moves the clock forward until a piece of work has ended, and gives what came of it: nothing else moves this clock, so that
   * awaiting the work alone would wait for ever.
   *
   * @throws Error when nobody sleeps any more and the work has not ended.
   */
  finish<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/**
 * Creates a clock that moves by hand, for tests that cannot wait and must not depend on the speed of the machine.
 *
 * @returns the clock; give its `now` to the embedded GitHub as well, so that both live in one time.
 * @example
 * ```ts source="./virtual-clock.examples.ts#createVirtualClock"
 * const clock = createVirtualClock({ start: "2026-11-22T21:42:00Z" });
 * const player = createFluxPlayer({ ...options, clock });
 * await clock.finish(player.reconcile());
 * player.start();
 * await clock.advance(10 * 60_000);
 * ```
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { start = "2026-01-01T00:00:00Z", patience = 5_000 } = options;
  let now = Date.parse(start);
  if (Number.isNaN(now)) throw new RangeError(`A virtual clock starts at a time in RFC 3339, not at ${start}`);
  const sleepers = new Set<Sleeper>();
  const works = new Set<Promise<unknown>>();

  const wakeNext = (until: number): boolean => {
    const [next] = [...sleepers].filter(({ wakeAt }) => wakeAt <= until).sort((a, b) => a.wakeAt - b.wakeAt);
    if (next === undefined) return false;
    now = Math.max(now, next.wakeAt);
    sleepers.delete(next);
    next.wake();
    return true;
  };

  // One turn of the event loop lets whoever woke reach its next sleep, or begin work that holds the clock.
  const settle = async (): Promise<void> => {
    await setImmediate();
    while (works.size > 0) {
      await Promise.race(works);
      await setImmediate();
    }
  };

  return {
    now: () => new Date(now),

    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(reasonOf(signal));
        };
        const sleeper: Sleeper = {
          wakeAt: now + Math.max(0, milliseconds),
          wake: () => {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        if (signal?.aborted) {
          reject(reasonOf(signal));
          return;
        }
        signal?.addEventListener("abort", onAbort, { once: true });
        sleepers.add(sleeper);
      }),

    during: (work) => {
      const patient = new AbortController();
      const held = Promise.race([work, delay(patience, undefined, { signal: patient.signal })])
        .catch(() => undefined)
        .finally(() => {
          patient.abort();
          works.delete(held);
        });
      works.add(held);
      return work;
    },

    advance: async (milliseconds) => {
      const until = now + milliseconds;
      await settle();
      while (wakeNext(until)) await settle();
      now = until;
    },

    finish: async (work) => {
      const ended = new AbortController();
      const end = () => {
        ended.abort();
      };
      work.then(end, end);
      await settle();
      while (!ended.signal.aborted && wakeNext(Infinity)) await settle();
      if (!ended.signal.aborted) {
        throw new Error(
          "The virtual clock stands still: nobody sleeps, and the work that is to be finished has not ended",
        );
      }
      return work;
    },
  };
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error("aborted");
}
