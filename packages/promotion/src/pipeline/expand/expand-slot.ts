import type { Slot, Target, Upstream } from "../pipeline.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { expandPolicy } from "./expand-policy.ts";
import { expandTemplate, sourceOf } from "./expand-template.ts";
import type { Route } from "./expand-upstream.ts";
import { expandPlaceholders } from "./placeholders.ts";
import type { Place } from "./places.ts";

/** What a slot has to do with others. */
export interface Surroundings {
  readonly placesIn: (environment: string, app: string) => readonly Place[];
  /** Where the app comes from, by environment. */
  readonly route: ReadonlyMap<string, Route>;
  /** Id of the track. */
  readonly track: string;
}

/**
 * Expands one slot.
 *
 * @internal
 */
export function expandSlot(spec: PipelineSpec, place: Place, around: Surroundings): Slot {
  const { id, names, part, layout } = place;
  const app = spec.apps[names.app];
  if (app === undefined) throw new RangeError(`no app ${names.app} in the pipeline`);
  const filled = (template: string): string => expandPlaceholders(template, names);
  return {
    id,
    environment: names.environment,
    app: names.app,
    part,
    repository: filled(layout.repository),
    baseBranch: filled(layout.baseBranch),
    path: filled(layout.path),
    highLevelPath: layout.highLevelPath === undefined ? undefined : filled(layout.highLevelPath),
    source: sourceOf(spec, app),
    track: around.track,
    targets: place.clusters.map((cluster) => expandTarget(spec, place, cluster)),
    upstream: expandUpstream(place, around),
    dependencies: (app.dependsOn ?? []).flatMap((needed) => dependencyOn(needed, place, around)),
    next: [...around.route]
      .filter(([name, { before }]) => isFollower(name, before, place, around))
      .map(([name]) => name),
    policy: expandPolicy(spec, place),
    template: expandTemplate(spec, app, names),
  };
}

function expandTarget(spec: PipelineSpec, { names }: Place, cluster: string): Target {
  const flux = spec.clusters[cluster]?.flux;
  const filled = (template: string): string => expandPlaceholders(template, { ...names, cluster });
  return {
    name: cluster,
    cluster,
    kind: flux?.kind ?? "Kustomization",
    namespace: filled(flux?.namespace ?? "flux-system"),
    objectName: filled(flux?.name ?? "{app}"),
  };
}

/** A wave waits for the one before it, and the first wave for the environments before. */
function expandUpstream({ names, wave }: Place, { placesIn, route }: Surroundings): Upstream | undefined {
  if (wave === 0) return route.get(names.environment)?.upstream;
  const before = placesIn(names.environment, names.app).filter((place) => place.wave === wave - 1);
  return { slots: before.map(({ id }) => id) };
}

/** The slots of an environment have the same parts, whatever the app. */
function dependencyOn(app: string, { names, part }: Place, { placesIn }: Surroundings): readonly string[] {
  return placesIn(names.environment, app)
    .filter((place) => place.part === part)
    .map(({ id }) => id);
}

function isFollower(name: string, before: readonly string[], { names }: Place, { placesIn }: Surroundings): boolean {
  return before.includes(names.environment) && placesIn(name, names.app).length > 0;
}
