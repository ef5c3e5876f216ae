import { setTimeout as delay } from "node:timers/promises";

/** The time as the Flux player sees it: every timestamp, interval and timeout of it comes from here. */
export interface Clock {
  /** Tells the time. */
  now(): Date;
  /** Waits. Rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Accompanies work of the outside world, which takes real time: a clock that is moved by hand stands still for it. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Node takes a longer timeout for none at all. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    let rest = milliseconds;
    do {
      await delay(Math.min(rest, MAX_TIMEOUT), undefined, { signal });
      rest -= MAX_TIMEOUT;
    } while (rest > 0);
  },
  during: (work) => work,
};
