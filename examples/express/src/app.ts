import type { Reporter } from "@gitops/github-reporter";
import { MAX_EVENT_BYTES } from "@gitops/flux-events";
import express, { type ErrorRequestHandler, type Express } from "express";

import { createBodies } from "./bodies.ts";
import { fluxRoute } from "./flux-route.ts";
import { githubRoute } from "./github-route.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { rawBody } from "./raw-body.ts";
import type { Readiness } from "./readiness.ts";
import { RETRY_AFTER } from "./retry-after.ts";
import type { Settings } from "./settings.ts";

/** GitHub caps webhook payloads; see https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap. */
const MAX_WEBHOOK_BYTES = 25 * 1024 * 1024;

/** Bytes of bodies that are on their way at once. */
const BODY_BUDGET = 64 * 1024 * 1024;

/** What the routes work with. */
export interface AppPorts {
  readonly reporter: Pick<Reporter, "accept">;
  readonly onGitHubEvent: (name: string, payload: unknown) => void;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Makes the Express application; it opens no port. */
export function createApp(settings: Settings, ports: AppPorts): Express {
  const { metrics, readiness } = ports;
  const bodies = createBodies({ budget: BODY_BUDGET });
  const app = express();
  app.disable("x-powered-by");
  app.post(["/flux", "/flux/:cluster"], rawBody(bodies, MAX_EVENT_BYTES), fluxRoute(settings, ports));
  app.post("/github", rawBody(bodies, MAX_WEBHOOK_BYTES), githubRoute(settings, ports));
  app.get("/healthz", (_request, response) => void response.send("ok"));
  app.get("/readyz", async (_request, response) => {
    const state = await readiness.check();
    response.status(state === "ready" ? 200 : 503).send(state);
  });
  app.get("/metrics", async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.use(refuse(ports.log));
  return app;
}

/** A request that cannot be read is the caller's mistake; anything else is ours, and may heal. */
function refuse(log: Log): ErrorRequestHandler {
  return (error: { readonly status?: number; readonly message?: string }, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const isTheirs = error.status !== undefined && error.status < 500;
    log(isTheirs ? "warn" : "error", "request refused", { path: request.path, detail: error.message });
    if (!isTheirs) response.setHeader("Retry-After", RETRY_AFTER);
    response.status(isTheirs ? (error.status ?? 400) : 503).json({ result: "REFUSED" });
  };
}
