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
    const event = request.header("x-github-event") ?? "unknown";
    const body = Buffer.from(rawBodyOf(request)).toString("utf8");
    const signature = request.header("x-hub-signature-256");
    const answer = (status: number, result: string): void => {
      ports.metrics.webhooks.inc({ event, result });
      if (status >= 400) ports.log("warn", "GitHub webhook not accepted", { event, status, code: result });
      response.status(status).json({ result });
    };
    const verified = await verifyGitHubWebhook({ body, signature, secrets: github.webhookSecrets });
    if (verified.isErr()) {
      answer(401, verified.error.code);
      return;
    }
    answer(202, "accepted");
    ports.onEvent(event);
  };
}
