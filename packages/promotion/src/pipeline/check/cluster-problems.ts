import type { ClusterSelector, EnvironmentSpec } from "../environment-spec.ts";
import { selectClusters, wavesOf } from "../expand/clusters.ts";
import { isPlacedBy, layoutOf } from "../expand/layout.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { unknown } from "./name-problems.ts";
import { list, quote, type Problem } from "./problem.ts";

/**
 * Finds clusters that do not exist or are named twice, selectors that choose none, and waves that are no parts of their
 * environment.
 *
 * @internal
 */
export function clusterProblems(spec: PipelineSpec): readonly Problem[] {
  return Object.entries(spec.environments).flatMap(([name, environment]) => {
    const path = ["environments", name];
    const chosen = selectorProblems(spec, environment.clusters, [...path, "clusters"]);
    const waves = (environment.waves ?? []).flatMap((wave, index) =>
      selectorProblems(spec, wave.clusters, [...path, "waves", index, "clusters"]),
    );
    const problems = [...chosen, ...waves];
    return problems.length > 0 || environment.waves === undefined
      ? problems
      : waveProblems(spec, environment, [...path, "waves"]);
  });
}

function selectorProblems(
  spec: PipelineSpec,
  selector: readonly string[] | ClusterSelector,
  path: Problem["path"],
): readonly Problem[] {
  if ("matchLabels" in selector) {
    return selectClusters(spec, selector).length > 0 ? [] : [{ path, message: "no cluster has these labels" }];
  }
  const twice = selector.filter((name, index) => selector.indexOf(name) < index);
  return [
    ...unknown("cluster", selector, spec.clusters, (index) => [...path, index]),
    ...twice.map((name) => ({ path, message: `names the cluster ${quote(name)} twice` })),
  ];
}

/** Each cluster belongs to one wave, and each wave to a folder or branch of its own. */
function waveProblems(spec: PipelineSpec, environment: EnvironmentSpec, path: Problem["path"]): readonly Problem[] {
  const all = selectClusters(spec, environment.clusters);
  const waves = wavesOf(spec, environment);
  const names = waves.map(({ name = "" }) => name);
  const layout = layoutOf(spec, environment);
  const isApart = isPlacedBy(layout, "wave") || isPlacedBy(layout, "cluster");
  return [
    ...(isApart
      ? []
      : [{ path, message: "need {wave} or {cluster} in manifests.path, so that each wave has folders of its own" }]),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => ({ path, message: `there are two waves ${quote(name)}` })),
    ...waves.flatMap(({ clusters, name = "" }, index) => [
      ...(clusters.length > 0
        ? []
        : [
            {
              path: [...path, index, "clusters"],
              message: `the wave ${quote(name)} has no cluster of the environment`,
            },
          ]),
      ...strangers(environment, all, index).map((cluster) => ({
        path: [...path, index, "clusters"],
        message: `the cluster ${quote(cluster)} is none of the environment, which has ${list(all)}`,
      })),
    ]),
    ...all.flatMap((cluster) => {
      const own = waves.filter(({ clusters }) => clusters.includes(cluster)).map(({ name = "" }) => name);
      if (own.length === 1) return [];
      const where = own.length === 0 ? "in no wave" : `in the waves ${list(own)}`;
      return [{ path, message: `the cluster ${quote(cluster)} is ${where}; it belongs to exactly one` }];
    }),
  ];
}

/** Only a list says that it means these very clusters. */
function strangers({ waves = [] }: EnvironmentSpec, all: readonly string[], index: number): readonly string[] {
  const selector = waves[index]?.clusters ?? [];
  return "matchLabels" in selector ? [] : selector.filter((cluster) => !all.includes(cluster));
}
