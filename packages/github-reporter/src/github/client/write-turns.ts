import { setTimeout as delay } from "node:timers/promises";

import type { Clock } from "../../clock.ts";
import { RateLimitedError } from "../errors.ts";
import { afterStart, initialPaceState, msUntilStart } from "./pace.ts";
import type { Pace, WritePaces } from "./write-limits.ts";

/** How somebody waits for their turn. */
export interface TurnOptions {
  /** Longest time in seconds that is worth waiting. */
  readonly maxWaitSeconds: number;
  /** Ends the wait; who leaves the queue uses nothing up. */
  readonly signal: AbortSignal | undefined;
}

/** Lets writes start one after the other, as fast as their pace allows. */
export interface WriteTurns {
  /** Resolves when a write may start; rejects with `GITHUB_RATE_LIMITED` when that is too far away, or when aborted. */
  readonly take: (options: TurnOptions & { readonly notifies: boolean }) => Promise<void>;
}

/** A clock that never goes back, and whose sleeper keeps the process alive: somebody waits for the answer. */
export const requestClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal && { signal }),
};

/** Makes the queues of one client; they end with it. */
export function createWriteTurns({ writes, notifications }: WritePaces, clock: Clock = requestClock): WriteTurns {
  const takeWrite = createQueue(writes, clock);
  const takeNotification = createQueue(notifications, clock);
  return {
    async take({ notifies, ...options }) {
      if (notifies) await takeNotification(options);
      await takeWrite(options);
    },
  };
}

function createQueue(pace: Pace, clock: Clock): (options: TurnOptions) => Promise<void> {
  const queue = new Set<symbol>();
  let state = initialPaceState(pace, clock.now());

  const placeOf = (ticket: symbol): number => {
    let place = 0;
    for (const other of queue) {
      if (other === ticket) break;
      place++;
    }
    return place;
  };

  return async ({ maxWaitSeconds, signal }) => {
    const wait = msUntilStart(pace, state, queue.size, clock.now());
    if (wait > maxWaitSeconds * 1000) throw tooFarAway(wait);
    const ticket = Symbol("turn");
    queue.add(ticket);
    try {
      for (;;) {
        const milliseconds = msUntilStart(pace, state, placeOf(ticket), clock.now());
        if (milliseconds <= 0) break;
        await clock.sleep(milliseconds, signal);
      }
      state = afterStart(pace, state, clock.now());
    } finally {
      queue.delete(ticket);
    }
  };
}

function tooFarAway(milliseconds: number): RateLimitedError {
  const retryAfter = Math.ceil(milliseconds / 1000);
  const message = `The write limits of this client let the next write start in ${retryAfter} s only`;
  return new RateLimitedError(message, { retryAfter });
}
