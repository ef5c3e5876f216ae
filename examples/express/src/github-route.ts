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
    readonly onEvent: (name: string) => void;
    readonly metrics: Metrics;
    readonly log: Log;
  },
): RequestHandler {
  return async (request, response) => {
    const body = Buffer.from(rawBodyOf(request)).toString("utf8");
    const signature = request.header("x-hub-signature-256");
    const verified = await verifyGitHubWebhook({ body, signature, secrets: github.webhookSecrets });
    if (verified.isErr()) {
      const { code } = verified.error;
      ports.metrics.webhooks.inc({ event: "unverified", result: code });
      ports.log("warn", "GitHub webhook not accepted", { code });
      response.status(401).json({ result: code });
      return;
    }
    const event = request.header("x-github-event") ?? "unknown";
    ports.metrics.webhooks.inc({ event, result: "accepted" });
    response.status(202).json({ result: "accepted" });
    ports.onEvent(event);
  };
}
