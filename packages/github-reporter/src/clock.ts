import { setTimeout as delay } from "node:timers/promises";

/** Tells the time and waits; an argument, so that tests need neither. */
export interface Clock {
  /** Returns milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Node takes a longer timeout for none at all. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Clock of the machine; a pending sleep does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    let rest = milliseconds;
    do {
      await delay(Math.min(rest, LONGEST_TIMEOUT_MS), undefined, { ref: false, ...(signal && { signal }) });
      rest -= LONGEST_TIMEOUT_MS;
    } while (rest > 0);
  },
};
