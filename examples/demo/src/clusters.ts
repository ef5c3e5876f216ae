import type { Pipeline } from "@gitops/promotion";
import { createFluxPlayer, type FluxPlayer, type Scenario } from "@gitops/testing";

/** Secret of the Provider on a cluster: each cluster has its own. */
export function fluxSecret(cluster: string): string {
  return `demo-secret-of-${cluster}`;
}

/** Plays Flux on every cluster of the pipeline: one Kustomization per service, waiting for health. */
export function playClusters(options: {
  readonly pipeline: Pipeline;
  readonly manifestsUrl: string;
  readonly connectorUrl: string;
  readonly scenario: Scenario;
}): FluxPlayer {
  const { pipeline, manifestsUrl, connectorUrl, scenario } = options;
  return createFluxPlayer({
    gitRepository: { url: manifestsUrl, branch: pipeline.slots[0]?.baseBranch ?? "main", interval: 250 },
    clusters: Object.keys(pipeline.spec.clusters).map((cluster) => ({
      name: cluster,
      provider: { address: `${connectorUrl}/flux/${cluster}`, secret: fluxSecret(cluster) },
      eventMetadata: { cluster },
      kustomizations: pipeline.slots.flatMap(({ path, targets }) =>
        targets
          .filter((target) => target.cluster === cluster)
          .map(({ objectName }) => ({
            name: objectName,
            path: `./${path}`,
            wait: true,
            interval: 600_000,
            timeout: 1_000,
          })),
      ),
    })),
    scenario,
    applyTime: 60,
    rolloutTime: 250,
  });
}

/** What one service of an environment runs, as its cluster tells. */
export function runningImage(player: FluxPlayer, cluster: string, app: string): string | undefined {
  const kustomization = player.applied(cluster).find(({ name }) => name === app);
  const manifests = [...(kustomization?.files.values() ?? [])].join("\n");
  return /^\s*(?:- )?image: "?([^"\s]+)/m.exec(manifests)?.[1];
}
