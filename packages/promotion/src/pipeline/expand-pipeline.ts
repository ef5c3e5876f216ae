import type { EngineStep, JsonObject } from "@gitops/manifest-renderer";

import { orderEnvironments, upstreamOf } from "./environment-order.ts";
import { expandDeep, expandPlaceholders } from "./placeholders.ts";
import type { Pipeline, Slot, SlotPolicy, SlotTemplate, Target } from "./pipeline.ts";
import type { AppSpec, EnvironmentSpec, PipelineSpec } from "./pipeline-spec.ts";

const DEFAULT_PATH = "envs/{env}/{app}";

/** Statuses that a workflow writes with its own `GITHUB_TOKEN` carry this creator. */
const WORKFLOW_LOGIN = "github-actions[bot]";

interface SlotNames {
  readonly environment: string;
  readonly app: string;
}

/**
 * Expands a pipeline into its slots, upstream before downstream, with every default filled in.
 *
 * @internal
 */
export function expandPipeline(spec: PipelineSpec): Pipeline {
  const slots = orderEnvironments(spec.environments).order.flatMap((environment) =>
    Object.keys(spec.apps).map((app) => expandSlot(spec, { environment, app })),
  );
  return {
    spec,
    repository: spec.manifests.repo,
    baseBranch: spec.manifests.baseBranch ?? "main",
    slots,
  };
}

function expandSlot(spec: PipelineSpec, names: SlotNames): Slot {
  const environment = spec.environments[names.environment];
  const app = spec.apps[names.app];
  if (environment === undefined || app === undefined) throw new RangeError(`no slot ${slotId(names)} in the pipeline`);
  const upstream = upstreamOf(environment);
  return {
    id: slotId(names),
    ...names,
    path: expandPlaceholders(spec.manifests.path ?? DEFAULT_PATH, names),
    branch: `gitops/promote/${slotId(names)}`,
    targets: environment.clusters.map((cluster) => expandTarget(spec, cluster, names)),
    upstream: {
      need: upstream.need,
      slots: upstream.names.map((name) => slotId({ environment: name, app: names.app })),
    },
    next: Object.entries(spec.environments)
      .filter(([, other]) => upstreamOf(other).names.includes(names.environment))
      .map(([name]) => name),
    policy: expandPolicy(spec, environment),
    template: expandTemplate(spec, environment, app, names),
  };
}

function slotId({ environment, app }: SlotNames): string {
  return `${environment}/${app}`;
}

function expandTarget(spec: PipelineSpec, cluster: string, names: SlotNames): Target {
  const flux = spec.clusters[cluster]?.flux ?? {};
  return {
    name: cluster,
    cluster,
    kind: flux.kind ?? "Kustomization",
    namespace: expandPlaceholders(flux.namespace ?? "flux-system", names),
    objectName: expandPlaceholders(flux.name ?? "{app}", names),
  };
}

function expandPolicy(spec: PipelineSpec, environment: EnvironmentSpec): SlotPolicy {
  const policy = { ...spec.defaults, ...environment };
  return {
    merge: policy.merge ?? "manual",
    mergeMethod: policy.mergeMethod ?? "merge",
    approvals: Math.max(0, ...(policy.gates ?? []).map((gate) => gate.count ?? 1)),
    verifications: policy.verify?.contexts ?? [],
    verifiers: policy.verify?.creators ?? [WORKFLOW_LOGIN],
  };
}

function expandTemplate(
  spec: PipelineSpec,
  environment: EnvironmentSpec,
  app: AppSpec,
  names: SlotNames,
): SlotTemplate {
  return {
    path: app.templates,
    images: app.images,
    namespace: app.namespace,
    render: app.render?.map((step) => expandDeep(step as JsonObject, names) as EngineStep),
    config: (spec.config ?? []).map((source) => ({
      repository: source.repo,
      ref: expandPlaceholders(source.ref ?? "main", names),
      paths: source.paths.map((path) => expandPlaceholders(path, names)),
    })),
    values: environment.values ?? {},
  };
}
