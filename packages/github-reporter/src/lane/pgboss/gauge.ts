import type { Clock } from "../../clock.ts";

const FRESH_MS = 1_000;

/** A count that others change too: read once a second, and corrected by what this process adds meanwhile. */
export interface Gauge {
  read(): Promise<number>;
  add(change: number): void;
}

export function createGauge(count: () => Promise<number>, clock: Clock): Gauge {
  let known = 0;
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;
  const refresh = async (): Promise<void> => {
    try {
      known = await count();
      readAt = clock.now();
    } finally {
      reading = undefined;
    }
  };
  return {
    read: async () => {
      if (clock.now() - readAt > FRESH_MS) await (reading ??= refresh());
      return known;
    },
    add: (change) => {
      known += change;
    },
  };
}
