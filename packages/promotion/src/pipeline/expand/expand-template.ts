import type { EngineStep, JsonObject } from "@gitops/manifest-renderer";

import type { ConfigSource, SlotTemplate } from "../pipeline.ts";
import type { AppSpec, ConfigSourceSpec, PipelineSpec } from "../pipeline-spec.ts";
import { expandDeep, expandPlaceholders, missingPlaceholders, type SlotNames } from "./placeholders.ts";

/**
 * Says what is rendered into a slot.
 *
 * @internal
 */
export function expandTemplate(spec: PipelineSpec, app: AppSpec, names: SlotNames): SlotTemplate {
  const code = sourceOf(spec, app);
  return {
    path: app.templates,
    images: app.images,
    namespace: app.namespace,
    render: app.render?.map((step) => expandDeep(step as JsonObject, names) as EngineStep),
    config: (spec.config ?? []).map((source) => expandConfig(source, names, code)),
    values: spec.environments[names.environment]?.values ?? {},
  };
}

/**
 * Names the code repository of an app.
 *
 * @internal
 */
export function sourceOf({ source }: PipelineSpec, app: AppSpec): string {
  return (app.source ?? source).repo;
}

function expandConfig(source: ConfigSourceSpec, names: SlotNames, code: string): ConfigSource {
  switch (source.kind) {
    case "git":
      return {
        kind: "git",
        repository: expandPlaceholders(source.repo, names),
        ref: expandPlaceholders(source.ref ?? "main", names),
        // A folder for each wave is no folder of an environment without waves.
        paths: source.paths
          .filter((path) => missingPlaceholders(path, names).length === 0)
          .map((path) => expandPlaceholders(path, names)),
      };
    case "github-environment":
      return {
        kind: "github-environment",
        repository: code,
        environment: expandPlaceholders(source.name ?? "{env}", names),
        variables: source.variables,
      };
    case "inline":
      return source;
  }
}
