import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { createApp } from "./app.ts";
import { startConnector } from "./connector.ts";
import { log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { readSettings } from "./settings.ts";

const settings = readSettings(process.env);
if (settings.isErr()) {
  log("error", settings.error.message);
  process.exit(2);
}

const metrics = createMetrics();
const connector = await startConnector(settings.value, { metrics, log });
let isReady = true;

const server = createServer(
  createApp(settings.value, {
    reporter: connector.reporter,
    onGitHubEvent: (name) => {
      connector.onGitHubEvent(name);
    },
    isReady: () => isReady,
    metrics,
    log,
  }),
).listen(settings.value.port, () => {
  log("info", "listening", { port: (server.address() as AddressInfo).port });
});
log("warn", "events are kept in memory: what is not yet reported is lost when this process dies");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    isReady = false;
    server.close(() => void connector.stop().then(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
