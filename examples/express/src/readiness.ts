import type { EventLane } from "./lane/event-lane.ts";

/** How long one failure counts when nothing is stored after it: senders come again within these. */
const FAILURE_MS = 5_000;

/** Says whether events can be taken: what the load balancer asks. */
export interface Readiness {
  /** Notes whether an event could be stored. */
  noteStored(isStored: boolean): void;
  /** Says that the process stops. */
  noteStopping(): void;
  check(): Promise<"ready" | "stopping" | "cannot store">;
}

export function createReadiness(lane: Pick<EventLane, "pending">): Readiness {
  let failedAt = -Infinity;
  let isStopping = false;
  return {
    noteStored: (isStored) => {
      failedAt = isStored ? -Infinity : performance.now();
    },
    noteStopping: () => {
      isStopping = true;
    },
    check: async () => {
      if (isStopping) return "stopping";
      // A full disk can be read, so what was tried last counts as well.
      const canStore = performance.now() - failedAt > FAILURE_MS && (await lane.pending()).isOk();
      return canStore ? "ready" : "cannot store";
    },
  };
}
