import type { ClusterSelector, EnvironmentSpec } from "../environment-spec.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";

/** Clusters of an environment that go at the same time; without a name where there are no waves. */
export interface Wave {
  readonly name: string | undefined;
  readonly clusters: readonly string[];
  readonly soak: string | undefined;
}

/**
 * Chooses clusters by their names or labels.
 *
 * @internal
 */
export function selectClusters(
  { clusters }: PipelineSpec,
  selector: readonly string[] | ClusterSelector,
): readonly string[] {
  if (!("matchLabels" in selector)) return selector;
  const labels = Object.entries(selector.matchLabels);
  return Object.entries(clusters)
    .filter(([, cluster]) => labels.every(([key, value]) => ownValue(cluster.labels, key) === value))
    .map(([name]) => name);
}

/**
 * Lists the waves of an environment in their order; the whole environment where it has none.
 *
 * @internal
 */
export function wavesOf(spec: PipelineSpec, environment: EnvironmentSpec): readonly Wave[] {
  const all = selectClusters(spec, environment.clusters);
  return (
    environment.waves?.map(({ name, clusters, soak }) => {
      // A label may also be on clusters of other environments.
      const chosen = new Set(selectClusters(spec, clusters));
      return { name, clusters: all.filter((cluster) => chosen.has(cluster)), soak };
    }) ?? [{ name: undefined, clusters: all, soak: undefined }]
  );
}

function ownValue(labels: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}
