import type { PipelineProblem } from "../errors.ts";
import { orderEnvironments, upstreamOf } from "./environment-order.ts";
import { expandPipeline } from "./expand-pipeline.ts";
import { unknownPlaceholders } from "./placeholders.ts";
import type { Pipeline, Slot } from "./pipeline.ts";
import type { PipelineSpec } from "./pipeline-spec.ts";

type Problem = Pick<PipelineProblem, "message" | "path">;

/**
 * Finds what is wrong with a pipeline of the right shape: names that lead nowhere, circles, folders that overlap.
 *
 * @internal
 */
export function pipelineProblems(spec: PipelineSpec): readonly Problem[] {
  const problems = [
    ...emptyParts(spec),
    ...reservedNames(spec),
    ...unknownNames(spec),
    ...badPlaceholders(spec),
    ...circles(spec),
  ];
  // A pipeline that cannot be expanded has no folders or targets to compare.
  return problems.length > 0 ? problems : slotProblems(expandPipeline(spec));
}

function emptyParts(spec: PipelineSpec): Problem[] {
  return (["apps", "environments"] as const)
    .filter((key) => Object.keys(spec[key]).length === 0)
    .map((key) => ({ path: [key], message: `must name at least one of the ${key}` }));
}

/** Contexts such as `gitops/verify/dev/cart/smoke` stand beside `gitops/<environment>/<app>/<target>`. */
const RESERVED = ["dispatch", "inbox", "proposal", "same", "verify"];

function reservedNames(spec: PipelineSpec): Problem[] {
  return Object.keys(spec.environments)
    .filter((name) => RESERVED.includes(name))
    .map((name) => ({
      path: ["environments", name],
      message: `${quote(name)} is a word of the commit status contexts; give the environment another name`,
    }));
}

function unknownNames(spec: PipelineSpec): Problem[] {
  return Object.entries(spec.environments).flatMap(([name, environment]) => [
    ...upstreamOf(environment)
      .names.filter((upstream) => !Object.hasOwn(spec.environments, upstream))
      .map((upstream) => ({
        path: ["environments", name, "after"],
        message: `there is no environment ${quote(upstream)}; the pipeline has ${list(Object.keys(spec.environments))}`,
      })),
    ...environment.clusters
      .map((cluster, index) => ({ cluster, index }))
      .filter(({ cluster }) => !Object.hasOwn(spec.clusters, cluster))
      .map(({ cluster, index }) => ({
        path: ["environments", name, "clusters", index],
        message: `there is no cluster ${quote(cluster)}; the pipeline has ${list(Object.keys(spec.clusters))}`,
      })),
  ]);
}

function badPlaceholders(spec: PipelineSpec): Problem[] {
  const path = spec.manifests.path;
  const problems: Problem[] = [];
  if (path !== undefined && !(path.includes("{env}") && path.includes("{app}"))) {
    problems.push({
      path: ["manifests", "path"],
      message: "must contain {env} and {app}, so that every slot has a folder of its own",
    });
  }
  const templates: { readonly text: string | undefined; readonly path: readonly (string | number)[] }[] = [
    { text: path, path: ["manifests", "path"] },
    ...Object.entries(spec.clusters).flatMap(([name, { flux }]) => [
      { text: flux?.namespace, path: ["clusters", name, "flux", "namespace"] },
      { text: flux?.name, path: ["clusters", name, "flux", "name"] },
    ]),
    ...(spec.config ?? []).flatMap((source, index) => [
      { text: source.ref, path: ["config", index, "ref"] },
      ...source.paths.map((text, place) => ({ text, path: ["config", index, "paths", place] })),
    ]),
  ];
  return problems.concat(
    templates.flatMap(({ text, path: place }) =>
      unknownPlaceholders(text ?? "").map((token) => ({
        path: place,
        message: `${token} is not a placeholder; use {env} or {app}`,
      })),
    ),
  );
}

function circles(spec: PipelineSpec): Problem[] {
  const { cycle } = orderEnvironments(spec.environments);
  const [first] = cycle;
  if (first === undefined) return [];
  return [
    { path: ["environments", first, "after"], message: `${list(cycle)} wait for each other, so none could start` },
  ];
}

function slotProblems({ slots }: Pipeline): readonly Problem[] {
  return [...overlaps(slots), ...sharedTargets(slots)];
}

/** In the order of their paths, a folder stands right before what lies inside it. */
function overlaps(slots: readonly Slot[]): Problem[] {
  const sorted = slots.toSorted((one, other) => (`${one.path}/` < `${other.path}/` ? -1 : 1));
  return sorted.flatMap((one, index) => {
    const next = sorted[index + 1];
    if (next === undefined || !`${next.path}/`.startsWith(`${one.path}/`)) return [];
    const folders = `the folders of ${one.id} (${one.path}) and ${next.id} (${next.path}) overlap`;
    return [{ path: ["manifests", "path"], message: `${folders}; each slot needs its own` }];
  });
}

/** An event names a cluster and an object: if two slots share both, nobody can tell which one it speaks of. */
function sharedTargets(slots: readonly Slot[]): Problem[] {
  const owners = new Map<string, string>();
  return slots.flatMap(({ id, targets }) =>
    targets.flatMap(({ cluster, kind, namespace, objectName }) => {
      const key = [cluster, kind, namespace, objectName].join("\n");
      const owner = owners.get(key);
      owners.set(key, owner ?? id);
      if (owner === undefined) return [];
      return [
        {
          path: ["clusters", cluster],
          message:
            `${kind} ${namespace}/${objectName} would report on ${owner} and on ${id}; ` +
            `give this cluster a flux name such as "{app}-{env}"`,
        },
      ];
    }),
  );
}

function quote(name: string): string {
  return JSON.stringify(name);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map(quote).join(", ");
}
