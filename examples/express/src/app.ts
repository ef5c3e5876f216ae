import type { Reporter } from "@gitops/github-reporter";
import { MAX_EVENT_BYTES } from "@gitops/flux-events";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";

import { fluxRoute } from "./flux-route.ts";
import { githubRoute } from "./github-route.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Settings } from "./settings.ts";

/** GitHub caps webhook payloads; see https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap. */
const MAX_WEBHOOK_BYTES = 25 * 1024 * 1024;

/** What the routes work with. */
export interface AppPorts {
  readonly reporter: Reporter;
  readonly onGitHubEvent: (name: string, payload: unknown) => void;
  readonly isReady: () => boolean;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Makes the Express application; it opens no port. */
export function createApp(settings: Settings, ports: AppPorts): Express {
  const { metrics } = ports;
  // Signatures are over the raw bytes, so nothing may parse the body before they are verified.
  const rawBody = (limit: number): RequestHandler => express.raw({ type: () => true, limit, inflate: false });
  const app = express();
  app.disable("x-powered-by");
  app.post(["/flux", "/flux/:cluster"], rawBody(MAX_EVENT_BYTES), fluxRoute(settings, ports));
  app.post("/github", rawBody(MAX_WEBHOOK_BYTES), githubRoute(settings, ports));
  app.get("/healthz", (_request, response) => void response.send("ok"));
  app.get(
    "/readyz",
    (_request, response) =>
      void response.status(ports.isReady() ? 200 : 503).send(ports.isReady() ? "ready" : "stopping"),
  );
  app.get("/metrics", async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.use(refuse(ports.log));
  return app;
}

/** A body that is too large or cannot be read is the caller's mistake; anything else is ours, and may heal. */
function refuse(log: Log): ErrorRequestHandler {
  return (error: { readonly status?: number; readonly message?: string }, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error.status !== undefined && error.status < 500 ? error.status : 503;
    log("warn", "request refused", { path: request.path, status, detail: error.message });
    response.status(status).json({ result: status === 413 ? "TOO_LARGE" : "REFUSED" });
  };
}
