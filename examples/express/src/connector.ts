import { createReporter, standAlone, telemetryOf, type Reporter, type ReporterObserver } from "@gitops/github-reporter";
import { resolveTarget, scopeOfEvent } from "@gitops/promotion";

import { createExpectations } from "./expectations.ts";
import { connectToGitHub } from "./github-client.ts";
import type { EventLane } from "./lane/event-lane.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { readPipeline } from "./pipeline-source.ts";
import { createPromotions } from "./promotions.ts";
import { createReconciler } from "./reconciler.ts";
import type { Settings } from "./settings.ts";

/** Flux events in, GitHub written, promotions made: everything but HTTP. */
export interface Connector {
  readonly reporter: Pick<Reporter, "accept">;
  /** A verified webhook: a hint that something may have changed. */
  onGitHubEvent(name: string, payload: unknown): void;
  /** Begins nothing more, and resolves when what is being done is done. What waits stays in the lane. */
  stop(): Promise<void>;
}

/** Starts the work behind the routes. Rejects when GitHub or the pipeline do not answer as they must. */
export async function startConnector(
  settings: Settings,
  ports: { readonly lane: EventLane; readonly metrics: Metrics; readonly log: Log },
): Promise<Connector> {
  const { lane, metrics, log } = ports;
  const { client, login } = await connectToGitHub(settings);
  const identity = { logins: [login] };

  let pipeline = await readPipeline(client, settings);
  const alone = standAlone({ repository: settings.manifestsRepository, expected: settings.expectKustomizations });
  const reporter = createReporter({
    client,
    lane,
    identity,
    // With a pipeline a release names its code repository itself.
    dispatch: pipeline === undefined ? { repository: settings.codeRepository } : {},
    resolveTarget: (event, cluster) =>
      pipeline === undefined ? alone(event, cluster) : resolveTarget(pipeline, event, cluster),
    observer: observeReports(metrics, log),
  });
  const expectations = createExpectations({ client, reporter, log });
  const promotions = createPromotions({ client, identity, expectations, metrics, log });
  const tellPipeline = (): void => {
    // A local file overrides the one that the protection of the branch guards.
    const from = { login, override: settings.pipelineFile };
    log("info", pipeline === undefined ? "no pipeline: reporting only" : "pipeline read", from);
  };
  promotions.use(pipeline);
  tellPipeline();
  const reconciler = createReconciler(async () => {
    try {
      // Each time: who loses a right in the pipeline loses it with the next look, even if a webhook was lost.
      const before = pipeline;
      pipeline = await readPipeline(client, settings);
      if ((before === undefined) !== (pipeline === undefined)) tellPipeline();
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
      if (mayCarryPipeline || (pipeline !== undefined && scopeOfEvent(pipeline, name, payload) !== undefined)) {
        reconciler.request();
      }
    },
    stop: async () => {
      await Promise.all([worker.stop(), reconciler.stop()]);
    },
  };
}

/** An event of Flux holds what teams write into messages and metadata, so only its parts are logged, by their names. */
function observeReports(metrics: Metrics, log: Log): ReporterObserver {
  return (event) => {
    metrics.observer(event);
    const { name, attributes } = telemetryOf(event);
    log(event.code === "rejected" || event.code === "retry" ? "warn" : "info", name, attributes);
  };
}

function isAbout(payload: unknown, repository: string): boolean {
  const about = (payload as { readonly repository?: { readonly full_name?: unknown } } | null)?.repository?.full_name;
  return typeof about === "string" && about.toLowerCase() === repository.toLowerCase();
}
