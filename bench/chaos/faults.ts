import { setTimeout as sleep } from "node:timers/promises";

import type { EmbeddedGitHub, Fault } from "@gitops/testing";

/** Chance of a call whose answer is lost before it had an effect, and of one after. */
const LOST = 0.05;
const SECONDARY_LIMIT = 0.01;
const OUTAGE_MS = 2_500;
const OUTAGE_EVERY_MS = 15_000;
const LAG_MS = 300;
/** Part of each period in which the answers of reads lag behind the writes. */
const LAGGING = 0.4;

/** Plays the faults of GitHub until the signal aborts, and ends them all. */
export async function playFaults(
  { faults }: EmbeddedGitHub,
  { seed, pace, signal }: { readonly seed: number; readonly pace: number; readonly signal: AbortSignal },
): Promise<void> {
  const always = { times: Infinity };
  const lost: readonly Fault[] = (["before", "after"] as const).flatMap((when, index) => [
    { fault: "bad-gateway", when, probability: LOST / 2, seed: seed + 10 * index, ...always },
    { fault: "connection-reset", when, probability: LOST / 2, seed: seed + 10 * index + 1, ...always },
  ]);
  for (const fault of lost) faults.add(fault);
  const limit = { fault: "secondary-rate-limit", method: "POST", retryAfter: 1 } as const;
  faults.add({ ...limit, probability: SECONDARY_LIMIT, seed: seed + 30, ...always });

  const period = OUTAGE_EVERY_MS * pace;
  const outage = OUTAGE_MS * pace;
  while (!signal.aborted) {
    await pause(period * (1 - LAGGING) - outage, signal);
    const endOutage = faults.add({ fault: "connection-reset", when: "before", ...always });
    await pause(outage, signal);
    endOutage();
    const endLag = faults.add({ fault: "read-lag", method: "POST", milliseconds: LAG_MS, ...always });
    await pause(period * LAGGING, signal);
    endLag();
  }
  faults.clear();
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
