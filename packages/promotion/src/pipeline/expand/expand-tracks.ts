import type { Track } from "../pipeline.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { policyOf } from "./expand-policy.ts";
import { isBranchedBy } from "./layout.ts";
import { expandPlaceholders } from "./placeholders.ts";
import type { Place } from "./places.ts";

/**
 * Joins slots that share a pull request.
 *
 * @internal
 */
export function expandTracks(spec: PipelineSpec, places: readonly Place[]): readonly Track[] {
  const groups = new Map<string, [Place, ...Place[]]>();
  for (const place of places) {
    const key = `${groupOf(spec, place)} ${String(place.wave)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups.values()].map((group) => expandTrack(spec, group));
}

function expandTrack(spec: PipelineSpec, group: readonly [Place, ...Place[]]): Track {
  const [first] = group;
  const { layout, names } = first;
  const id = group.length === 1 ? first.id : groupOf(spec, first);
  return {
    id,
    repository: expandPlaceholders(layout.repository, names),
    baseBranch: expandPlaceholders(layout.baseBranch, names),
    branch: trackBranch(id, names.environment),
    slots: group.map((place) => place.id),
    commits: layout.commits,
  };
}

/** Names what the slots of a track share: the environment, and the app or the cluster or wave if they share that. */
function groupOf(spec: PipelineSpec, place: Place): string {
  const { layout, names } = place;
  const grouping = policyOf(spec, names.environment, names.app).groupPullRequestsBy ?? "app";
  // A pull request goes to one branch of one repository.
  const isByApp = grouping === "app" || isBranchedBy(layout, "app") || isBranchedBy(layout, "namespace");
  const isByCluster = grouping === "cluster" || isBranchedBy(layout, "cluster");
  const part = (isByCluster ? names.cluster : undefined) ?? names.wave;
  const name = isByApp ? `${names.environment}/${names.app}` : names.environment;
  return part === undefined ? name : `${name}@${part}`;
}

/** Git keeps branches like files: where there is `prod/cart`, there cannot be `prod`. No name has a dot. */
function trackBranch(id: string, environment: string): string {
  return `gitops/promote/${id === environment ? `${id}.all` : id}`;
}
