import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import type { Reporter } from "@gitops/github-reporter";
import type { RequestHandler } from "express";

import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { rawBodyOf } from "./raw-body.ts";
import type { Readiness } from "./readiness.ts";
import { RETRY_AFTER } from "./retry-after.ts";
import type { Settings } from "./settings.ts";

/** Verifies and stores an event, and answers; the work on GitHub comes later. */
export function fluxRoute(
  { fluxSecrets, defaultCluster }: Settings,
  {
    reporter,
    readiness,
    metrics,
    log,
  }: {
    readonly reporter: Pick<Reporter, "accept">;
    readonly readiness: Readiness;
    readonly metrics: Metrics;
    readonly log: Log;
  },
): RequestHandler<{ cluster?: string }> {
  return async (request, response) => {
    const cluster = request.params.cluster ?? defaultCluster ?? "";
    const secrets = fluxSecrets.get(cluster) ?? [];
    // Names of clusters that nobody configured would be labels without end.
    const label = secrets.length === 0 ? "unknown" : cluster;
    const body = rawBodyOf(request);

    // Where Flux's Secret was made from a file, the last line end is part of its key; each key is tried without as well.
    const keys = secrets.map((secret) => `${secret}\n`);
    const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: keys, cluster });
    if (received.isErr()) {
      const { code, httpStatus, message } = received.error;
      metrics.events.inc({ cluster: label, result: code });
      // Whoever mistyped the address of a Provider finds it here; what strangers send is cut.
      const hint = secrets.length === 0 ? { address: cluster.slice(0, 64), known: [...fluxSecrets.keys()] } : {};
      log("warn", "Flux event refused", { cluster: label, code, detail: message, ...hint });
      // Who cannot sign learns nothing: not which clusters there are, nor which of them have a secret.
      if (code.startsWith("FLUX_SIGNATURE_")) response.status(401).json({ result: "UNAUTHORIZED" });
      else response.status(httpStatus).json({ result: code, detail: message });
      return;
    }

    const stored = await reporter.accept(received.value, { cluster, id: eventId(body) });
    const result = stored.match(
      (how): string => how,
      ({ code }) => code,
    );
    metrics.events.inc({ cluster: label, result });
    if (result !== "ignored") readiness.noteStored(stored.isOk());
    if (stored.isErr()) {
      log("error", "Flux event not stored", { cluster, code: result, detail: stored.error.message });
      response.setHeader("Retry-After", RETRY_AFTER);
    }
    response.status(stored.isOk() ? 202 : 503).json({ result });
  };
}
