import type { Server } from "node:http";

import type { Log } from "./log.ts";

/** How long a request that has begun may take. */
const REQUEST_MS = 5_000;

const IDLE_MS = 50;

/** How long everything may take: Kubernetes kills after 30 seconds. */
const ALL_MS = 20_000;

/** Stops in order: not ready, no new requests, the work that has begun, the lane. */
export interface Stopping {
  readonly noteStopping: () => void;
  readonly servers: readonly Server[];
  readonly stopWork: () => Promise<void>;
  /** After it nothing is stored any more. */
  readonly closeLane: () => Promise<void>;
  readonly log: Log;
}

/** Exits with 0 after a first signal, and at once after a second one. What waits stays in the lane for the next process. */
export function stopOnSignals(stopping: Stopping): void {
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(signal === "SIGINT" ? 130 : 143);
      isStopping = true;
      void stop(stopping, signal);
    });
  }
}

async function stop({ noteStopping, servers, stopWork, closeLane, log }: Stopping, signal: string): Promise<void> {
  log("info", "stopping", { signal });
  noteStopping();
  setTimeout(() => {
    log("warn", "stopping took too long: what was not finished stays in the lane");
    process.exit(0);
  }, ALL_MS).unref();
  try {
    await Promise.all([stopWork(), ...servers.map(closeServer)]);
    await closeLane();
    log("info", "stopped");
    process.exit(0);
  } catch (error) {
    log("error", "stopping failed", { detail: String(error) });
    process.exit(1);
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is kept alive becomes idle once its request is answered.
    const closingIdle = setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_MS);
    server.close(() => {
      clearInterval(closingIdle);
      resolve();
    });
    // Whoever has not sent a whole request by then is not waited for.
    setTimeout(() => {
      server.closeAllConnections();
    }, REQUEST_MS).unref();
  });
}
