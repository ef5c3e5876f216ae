import type { PgBossClient } from "./driver.ts";

import type { Clock } from "../../clock.ts";
import type { Lease } from "./keys.ts";

/** Seconds without a sign of life after which pg-boss gives a key to someone else; the least that it allows. */
export const HEARTBEAT_SECONDS = 10;

const BEAT_MS = (HEARTBEAT_SECONDS * 1_000) / 4;

/** A lease that is kept alive. */
export interface LiveLease {
  readonly lease: Lease;
  /** Aborts when somebody else has the key, or may have it. */
  readonly lost: AbortSignal;
  /** Gives no sign of life any longer. */
  end(): void;
}

/** Gives signs of life for a lease until it ends. */
export function keepAlive(boss: PgBossClient, name: string, lease: Lease, clock: Clock): LiveLease {
  const lost = new AbortController();
  const ended = new AbortController();
  let aliveAt = clock.now();

  const beat = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(BEAT_MS, ended.signal);
      const isHeld = await touch();
      if (isHeld) aliveAt = clock.now();
      // While Postgres is away nobody else gets the key; but it may be this process that is away.
      if (isHeld === false || clock.now() - aliveAt > HEARTBEAT_SECONDS * 1_000 - BEAT_MS) {
        lost.abort(new Error("The lane gave the key to another process."));
        return;
      }
    }
  };
  const touch = async (): Promise<boolean | undefined> => {
    try {
      const { affected } = (await boss.touch(name, lease)) as { readonly affected: number };
      return affected === 1;
    } catch {
      return undefined;
    }
  };
  // A sleep that ends early belongs to a lease that ended.
  beat().catch(() => undefined);
  return {
    lease,
    lost: lost.signal,
    end: () => {
      ended.abort();
    },
  };
}
