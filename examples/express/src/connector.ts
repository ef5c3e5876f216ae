import { setTimeout as delay } from "node:timers/promises";

import { createReporter, memoryLane, standAlone, type Reporter, type ReporterItem } from "@gitops/github-reporter";
import { concernsPipeline, resolveTarget } from "@gitops/promotion";

import { connectToGitHub } from "./github-client.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { readPipeline } from "./pipeline-source.ts";
import { createPromotions } from "./promotions.ts";
import { createReconciler } from "./reconciler.ts";
import type { Settings } from "./settings.ts";

/** How long accepted events may take to be reported after the connector was told to stop. */
const DRAIN_MS = 20_000;

/** Flux events in, GitHub written, promotions made: everything but HTTP. */
export interface Connector {
  readonly reporter: Reporter;
  /** A verified webhook: a hint that something may have changed. */
  onGitHubEvent(name: string, payload: unknown): void;
  stop(): Promise<void>;
}

/** Starts the work behind the routes. Rejects when GitHub or the pipeline do not answer as they must. */
export async function startConnector(
  settings: Settings,
  ports: { readonly metrics: Metrics; readonly log: Log },
): Promise<Connector> {
  const { metrics, log } = ports;
  const { client, login } = await connectToGitHub(settings);
  const identity = { logins: [login] };

  let pipeline = await readPipeline(client, settings);
  const promotions = createPromotions({ client, identity, ...ports });
  promotions.use(pipeline);
  log("info", pipeline === undefined ? "no pipeline: reporting only" : "pipeline read", { login });

  const lane = memoryLane<ReporterItem>();
  const pending = async (): Promise<number> => (await lane.pending()).unwrapOr(0);
  metrics.observePending(pending);
  const alone = standAlone({ repository: settings.manifestsRepository, expected: settings.expectKustomizations });
  const reporter = createReporter({
    client,
    lane,
    identity,
    // With a pipeline a release names its code repository itself.
    dispatch: pipeline === undefined ? { repository: settings.codeRepository } : {},
    resolveTarget: (event, cluster) =>
      pipeline === undefined ? alone(event, cluster) : resolveTarget(pipeline, event, cluster),
    observer: (event) => {
      metrics.reports.inc({ code: event.code });
      log(event.code === "rejected" || event.code === "retry" ? "warn" : "info", `report: ${event.code}`, event);
    },
  });
  const reconciler = createReconciler(async () => {
    try {
      // Each time: who loses a right in the pipeline loses it with the next look, even if a webhook was lost.
      pipeline = await readPipeline(client, settings);
    } catch (error) {
      log("error", "the pipeline cannot be read: nothing is promoted until it can", { detail: String(error) });
      return { hasFailed: true, wakeAt: undefined };
    }
    promotions.use(pipeline);
    return promotions.reconcile();
  });
  reconciler.request();
  const worker = await reporter.run();

  return {
    reporter,
    onGitHubEvent: (name, payload) => {
      // The pipeline may have come with a push to the manifests repository.
      const mayCarryPipeline = name === "push" && isAbout(payload, settings.manifestsRepository);
      if (mayCarryPipeline || (pipeline !== undefined && concernsPipeline(pipeline, name, payload))) {
        reconciler.request();
      }
    },
    stop: async () => {
      const deadline = Date.now() + DRAIN_MS;
      while ((await pending()) > 0 && Date.now() < deadline) await delay(50);
      await worker.stop();
      await reconciler.stop();
    },
  };
}

function isAbout(payload: unknown, repository: string): boolean {
  const about = (payload as { readonly repository?: { readonly full_name?: unknown } } | null)?.repository?.full_name;
  return typeof about === "string" && about.toLowerCase() === repository.toLowerCase();
}
