import type { EnvironmentSpec } from "../environment-spec.ts";
import { policyOf } from "../expand/expand-policy.ts";
import { layoutOf } from "../expand/layout.ts";
import { missingPlaceholders, PLACEHOLDERS, unknownPlaceholders, type SlotNames } from "../expand/placeholders.ts";
import { placesOf, type Place } from "../expand/places.ts";
import type { AppSpec, PipelineSpec } from "../pipeline-spec.ts";
import { quote, type Problem } from "./problem.ts";

interface Template extends Pick<Problem, "path"> {
  readonly text: string;
  /** Whether braces of other meaning may stand there. */
  readonly isFree?: boolean;
  /** Whether it is left out where a placeholder has no value. */
  readonly isOptional?: boolean;
}

/**
 * Finds placeholders that do not exist, or have no value where they are used.
 *
 * @internal
 */
export function placeholderProblems(spec: PipelineSpec): readonly Problem[] {
  const found = placesOf(spec).flatMap((place) => [
    ...templatesOf(spec, place).flatMap((template) => problemsOf(template, place.names)),
    ...place.clusters.flatMap((cluster) =>
      fluxTemplates(spec, cluster).flatMap((template) => problemsOf(template, { ...place.names, cluster })),
    ),
  ]);
  // Many slots come of one place in the file.
  const first = new Map<string, Problem>();
  for (const { token, path, message } of found) {
    const key = JSON.stringify([path, token]);
    if (!first.has(key)) first.set(key, { path, message });
  }
  return [...first.values()];
}

function problemsOf(
  { text, path, isFree, isOptional }: Template,
  names: SlotNames,
): readonly (Problem & { readonly token: string })[] {
  const unknown = isFree === true ? [] : unknownPlaceholders(text);
  const missing = isOptional === true ? [] : missingPlaceholders(text, names);
  return [
    ...unknown.map((token) => ({ token, path, message: `${token} is not a placeholder; use ${PLACEHOLDERS}` })),
    ...missing.map((token) => ({ token, path, message: `${token} has no value ${reasonOf(token, names)}` })),
  ];
}

function reasonOf(token: string, { environment, app }: SlotNames): string {
  switch (token) {
    case "{wave}":
      return `in ${quote(environment)}, which has no waves; give it waves, or a text of its own`;
    case "{namespace}":
      return `for the app ${quote(app)}; give it a namespace`;
    default:
      return `in ${quote(environment)}: its slots are not told apart by cluster; put {cluster} into its manifests.path`;
  }
}

function templatesOf(spec: PipelineSpec, { names }: Place): readonly Template[] {
  const environment = spec.environments[names.environment];
  const app = spec.apps[names.app];
  if (environment === undefined || app === undefined) return [];
  return [
    ...layoutTemplates(spec, environment, names),
    ...configTemplates(spec),
    ...deploymentTemplates(spec, names),
    ...renderTemplates(app, names.app),
  ];
}

function layoutTemplates(spec: PipelineSpec, environment: EnvironmentSpec, names: SlotNames): readonly Template[] {
  const { repository, baseBranch, path, highLevelPath } = layoutOf(spec, environment);
  const texts = { repo: repository, baseBranch, path, highLevelPath };
  return Object.entries(texts).flatMap(([key, text]) => {
    if (text === undefined) return [];
    const isOwn = environment.manifests?.[key as keyof typeof texts] !== undefined;
    return [{ text, path: isOwn ? ["environments", names.environment, "manifests", key] : ["manifests", key] }];
  });
}

function configTemplates({ config = [] }: PipelineSpec): readonly Template[] {
  return config.flatMap((source, index): readonly Template[] => {
    const path = ["config", index];
    switch (source.kind) {
      case "git":
        return [
          { text: source.repo, path: [...path, "repo"] },
          { text: source.ref ?? "", path: [...path, "ref"] },
          ...source.paths.map((text, place) => ({ text, path: [...path, "paths", place], isOptional: true })),
        ];
      case "github-environment":
        return [{ text: source.name ?? "", path: [...path, "name"] }];
      case "inline":
        return [];
    }
  });
}

function deploymentTemplates(spec: PipelineSpec, { environment, app }: SlotNames): readonly Template[] {
  const { deployment } = policyOf(spec, environment, app);
  if (typeof deployment !== "object" || deployment.environment === undefined) return [];
  const own = spec.environments[environment];
  const path =
    own?.apps?.[app]?.deployment === undefined
      ? own?.deployment === undefined
        ? ["defaults"]
        : ["environments", environment]
      : ["environments", environment, "apps", app];
  return [{ text: deployment.environment, path: [...path, "deployment", "environment"] }];
}

/** Templates of engines use braces for much else. */
function renderTemplates({ render = [] }: AppSpec, name: string): readonly Template[] {
  return textsIn(render, ["apps", name, "render"]).map((template) => ({ ...template, isFree: true }));
}

function textsIn(value: unknown, path: Problem["path"]): readonly Template[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => textsIn(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

function fluxTemplates({ clusters }: PipelineSpec, cluster: string): readonly Template[] {
  const { namespace = "", name = "" } = clusters[cluster]?.flux ?? {};
  const path = ["clusters", cluster, "flux"];
  return [
    { text: namespace, path: [...path, "namespace"] },
    { text: name, path: [...path, "name"] },
  ];
}
