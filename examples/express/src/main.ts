import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { createApp } from "./app.ts";
import { startConnector } from "./connector.ts";
import { log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { readSettings } from "./settings.ts";

function giveUp(error: unknown): never {
  log("error", error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const settings = readSettings(process.env).match((read) => read, giveUp);
const metrics = createMetrics();
const connector = await startConnector(settings, { metrics, log }).catch(giveUp);
log("warn", "events are kept in memory: what is not yet reported is lost when this process dies");

/** How long a request that has begun may take once the connector was told to stop. */
const REQUEST_MS = 5_000;

let isReady = true;
const server = createServer(
  createApp(settings, {
    reporter: connector.reporter,
    onGitHubEvent: (name, payload) => {
      connector.onGitHubEvent(name, payload);
    },
    isReady: () => isReady,
    metrics,
    log,
  }),
);
server.on("error", giveUp);
server.listen(settings.port, () => {
  log("info", "listening", { port: (server.address() as AddressInfo).port });
});

// What was accepted is still reported: no new requests, then the lane runs dry.
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    isReady = false;
    server.close(() => void connector.stop().then(() => process.exit(0), giveUp));
    server.closeIdleConnections();
    // Whoever has not sent a whole request by then is not waited for.
    setTimeout(() => {
      server.closeAllConnections();
    }, REQUEST_MS).unref();
  });
}
