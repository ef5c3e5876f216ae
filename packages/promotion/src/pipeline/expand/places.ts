import type { EnvironmentSpec } from "../environment-spec.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { hasApp, orderEnvironments } from "./after.ts";
import { wavesOf } from "./clusters.ts";
import { isPlacedBy, layoutOf, type Layout } from "./layout.ts";
import type { SlotNames } from "./placeholders.ts";

/** One slot before anything is known of it but where it is. */
export interface Place {
  readonly id: string;
  readonly names: SlotNames;
  readonly part: string | undefined;
  /** Clusters that read the folder. */
  readonly clusters: readonly string[];
  /** Which wave of the environment it is in, from 0. */
  readonly wave: number;
  /** How long the wave before it has to run. */
  readonly soak: string | undefined;
  readonly layout: Layout;
}

/**
 * Lists where the slots of a pipeline are: upstream before downstream, wave by wave, app by app.
 *
 * @internal
 */
export function placesOf(spec: PipelineSpec): readonly Place[] {
  return orderEnvironments(spec).order.flatMap((name) => {
    const environment = spec.environments[name];
    return environment === undefined ? [] : placesIn(spec, name, environment);
  });
}

function placesIn(spec: PipelineSpec, name: string, environment: EnvironmentSpec): readonly Place[] {
  const layout = layoutOf(spec, environment);
  const waves = wavesOf(spec, environment);
  const apps = Object.entries(spec.apps).filter(([app]) => hasApp(spec, name, app));
  const isByCluster = isPlacedBy(layout, "cluster");
  return waves.flatMap(({ name: wave, clusters }, index) =>
    apps.flatMap(([app, { namespace }]) => {
      const place = (cluster: string | undefined, readers: readonly string[]): Place => {
        // A cluster is in one wave only, so its name is enough where there is a slot for each.
        const part = cluster ?? wave;
        return {
          id: part === undefined ? `${name}/${app}` : `${name}/${app}@${part}`,
          names: { environment: name, app, cluster, wave, namespace },
          part,
          clusters: readers,
          wave: index,
          soak: waves[index - 1]?.soak,
          layout,
        };
      };
      return isByCluster ? clusters.map((cluster) => place(cluster, [cluster])) : [place(undefined, clusters)];
    }),
  );
}
