import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

import { redactTokens } from "@gitops/github-reporter";

import { createAdminApp } from "./admin.ts";
import { createApp } from "./app.ts";
import { startConnector } from "./connector.ts";
import { createHttpServer } from "./http-server.ts";
import { openLane } from "./lane/open-lane.ts";
import { log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createReadiness } from "./readiness.ts";
import { readSettings } from "./settings.ts";
import { stopOnSignals } from "./shutdown.ts";
import { startWhenPossible } from "./start-when-possible.ts";

/** How long the first answer of GitHub is waited for. */
const FIRST_LOOK_MS = 3_000;

function giveUp(error: unknown): never {
  const code = (error as { readonly code?: unknown } | null)?.code;
  log("error", redactTokens(error instanceof Error ? error.message : String(error)), { code });
  process.exit(1);
}

// A mistake in the program, rejections that nobody handled among them. The lane has what was accepted.
process.on("uncaughtException", (error) => {
  log("error", "uncaught", { detail: redactTokens(error.stack ?? error.message) });
  process.exit(1);
});

const settings = readSettings(process.env).match((read) => read, giveUp);
const metrics = createMetrics();
const lane = await openLane(settings.lane, log).catch(giveUp);
const readiness = createReadiness(lane);
metrics.observeLane(lane);
const connector = startWhenPossible(() => startConnector(settings, { lane, metrics, log }), { lane, log });
connector.started.catch(giveUp);
// What a person mistyped is told before anybody is served; a GitHub that does not answer keeps no event out.
await Promise.race([connector.started, setTimeout(FIRST_LOOK_MS)]);
const { reporter, onGitHubEvent } = connector;
const app = createApp(settings, { reporter, onGitHubEvent, readiness, metrics, log });

function listen(server: Server, port: number, host?: string): Server {
  server.on("error", giveUp);
  return server.listen(port, host, () => {
    log("info", "listening", { port: (server.address() as AddressInfo).port, host });
  });
}

const servers = [listen(createHttpServer(app), settings.port)];
if (settings.adminPort !== undefined) {
  servers.push(listen(createServer(createAdminApp(lane)), settings.adminPort, "127.0.0.1"));
}
stopOnSignals({
  noteStopping: () => {
    readiness.noteStopping();
  },
  servers,
  stopWork: () => connector.stop(),
  closeLane: () => lane.close(),
  log,
});
