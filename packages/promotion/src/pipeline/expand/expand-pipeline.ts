import type { Pipeline } from "../pipeline.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { orderEnvironments } from "./after.ts";
import { expandSlot } from "./expand-slot.ts";
import { expandTracks } from "./expand-tracks.ts";
import { routesOf } from "./expand-upstream.ts";
import { placesOf, type Place } from "./places.ts";

/**
 * Expands a pipeline into its slots and tracks, with every default filled in.
 *
 * @internal
 */
export function expandPipeline(spec: PipelineSpec): Pipeline {
  const places = placesOf(spec);
  const placesIn = indexPlaces(places);
  const tracks = expandTracks(spec, places);
  const trackOf = new Map(tracks.flatMap(({ id, slots }) => slots.map((slot) => [slot, id] as const)));
  const routes = new Map(
    Object.keys(spec.apps).map((app) => [
      app,
      routesOf(spec, app, (environment) => placesIn(environment, app).map(({ id }) => id)),
    ]),
  );
  return {
    spec,
    repository: spec.manifests.repo,
    slots: places.map((place) => {
      const route = routes.get(place.names.app) ?? new Map();
      return expandSlot(spec, place, { placesIn, route, track: trackOf.get(place.id) ?? place.id });
    }),
    tracks,
    environments: orderEnvironments(spec).order,
  };
}

function indexPlaces(places: readonly Place[]): (environment: string, app: string) => readonly Place[] {
  const index = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${place.names.environment}/${place.names.app}`;
    const known = index.get(key);
    if (known === undefined) index.set(key, [place]);
    else known.push(place);
  }
  return (environment, app) => index.get(`${environment}/${app}`) ?? [];
}
