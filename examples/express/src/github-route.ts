import { verifyGitHubWebhook } from "@gitops/github-reporter";
import type { RequestHandler } from "express";

import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { rawBodyOf } from "./raw-body.ts";
import type { Settings } from "./settings.ts";

/** Verifies a webhook of GitHub and passes it on as a hint; GitHub itself is read afterwards. */
export function githubRoute(
  { github }: Settings,
  ports: {
    readonly onGitHubEvent: (name: string, payload: unknown) => void;
    readonly metrics: Metrics;
    readonly log: Log;
  },
): RequestHandler {
  return async (request, response) => {
    const body = rawBodyOf(request);
    const signature = request.header("x-hub-signature-256");
    const verified = await verifyGitHubWebhook({ body, signature, secrets: github.webhookSecrets });
    if (verified.isErr()) {
      const { code } = verified.error;
      ports.metrics.webhooks.inc({ event: "unverified", result: code });
      ports.log("warn", "GitHub webhook refused", { code });
      response.status(401).json({ result: "UNAUTHORIZED" });
      return;
    }
    const event = request.header("x-github-event") ?? "unknown";
    const payload = parseJson(body);
    const result = payload === undefined ? "malformed" : "accepted";
    ports.metrics.webhooks.inc({ event, result });
    response.status(payload === undefined ? 400 : 202).json({ result });
    if (payload !== undefined) ports.onGitHubEvent(event, payload);
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
