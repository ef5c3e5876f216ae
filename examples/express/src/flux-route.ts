import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import type { Reporter } from "@gitops/github-reporter";
import type { RequestHandler } from "express";

import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { rawBodyOf } from "./raw-body.ts";
import type { Settings } from "./settings.ts";

/** Seconds after which Flux tries again. It gives up after `spec.timeout` of the Provider, 15 seconds by default. */
const RETRY_AFTER = "2";

/** Verifies and stores an event, and answers; the work on GitHub comes later. */
export function fluxRoute(
  { fluxSecrets, defaultCluster }: Settings,
  { reporter, metrics, log }: { readonly reporter: Reporter; readonly metrics: Metrics; readonly log: Log },
): RequestHandler<{ cluster?: string }> {
  return async (request, response) => {
    const cluster = request.params.cluster ?? defaultCluster ?? "";
    const body = rawBodyOf(request);
    const answer = (status: number, result: string, detail?: string): void => {
      metrics.events.inc({ cluster: fluxSecrets.has(cluster) ? cluster : "unknown", result });
      if (status >= 400) log("warn", "Flux event not accepted", { cluster, status, code: result, detail });
      response.status(status).json({ result, detail });
    };
    // A cluster without a secret is answered like a wrong secret: callers learn no names.
    const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: fluxSecrets.get(cluster) ?? [] });
    if (received.isErr()) {
      const { code, httpStatus, message } = received.error;
      answer(code === "FLUX_SIGNATURE_SECRET_MISSING" ? 401 : httpStatus, code, message);
      return;
    }
    const event = received.value;
    const claimed = event.metadata["cluster"];
    if (claimed !== undefined && claimed !== cluster) {
      answer(400, "CLUSTER_MISMATCH", `The event names the cluster ${claimed}, its address the cluster ${cluster}`);
      return;
    }
    const stored = await reporter.accept(event, { cluster, id: eventId(body) });
    stored.match(
      (result) => {
        answer(202, result);
      },
      (error) => {
        response.setHeader("Retry-After", RETRY_AFTER);
        answer(503, error.code, error.message);
      },
    );
  };
}
