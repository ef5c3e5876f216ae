import type { FluxEvent } from "@gitops/flux-events";
import { commitOf } from "@gitops/flux-events";

import type { LaneItem } from "../../lane/lane.ts";
import type { ReporterObserver } from "../observer.ts";
import type { ReceivedEvent } from "../reporter-item.ts";
import type { ResolvedTarget, ResolveTarget } from "../target.ts";

/** How far the clock of a cluster, or of a lane, may run ahead. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** An event with what it speaks of: a target, and a commit of the manifests repository. */
export interface Reading {
  /** Id of the item in the lane. */
  readonly id: string;
  readonly resolved: ResolvedTarget;
  readonly revision: string;
  readonly event: FluxEvent;
  readonly cluster: string;
}

/** Events about one revision of one slot, in the order of their times. */
export interface RevisionReadings {
  readonly sha: string;
  readonly readings: readonly [Reading, ...Reading[]];
}

/** Reads the items of a batch, the revision that was reported first in front. */
export function readRevisions(
  items: readonly LaneItem<ReceivedEvent>[],
  resolveTarget: ResolveTarget,
  tell: ReporterObserver,
): readonly RevisionReadings[] {
  const readings = items
    .flatMap((item) => readItem(item, resolveTarget, tell))
    .sort((a, b) => compareText(timeOf(a), timeOf(b)) || compareText(a.revision, b.revision));
  const revisions = new Map<string, [Reading, ...Reading[]]>();
  for (const reading of readings) {
    const group = revisions.get(reading.revision);
    if (group === undefined) revisions.set(reading.revision, [reading]);
    else group.push(reading);
  }
  return [...revisions].map(([sha, group]) => ({ sha, readings: group }));
}

function readItem(
  { id, body: { event, cluster, receivedAt } }: LaneItem<ReceivedEvent>,
  resolveTarget: ResolveTarget,
  tell: ReporterObserver,
): readonly Reading[] {
  const resolved = resolveTarget(event, cluster);
  const revision = appliedCommit(event);
  if (resolved !== undefined && revision !== undefined) {
    return [{ id, resolved, revision, cluster, event: { ...event, timestamp: timeFor(event, receivedAt) } }];
  }
  tell({
    code: "ignored",
    why: resolved === undefined ? "no-slot" : "no-commit",
    cluster,
    object: event.involvedObject,
  });
  return [];
}

/**
 * Finds the commit by what Flux itself says: the metadata `commit` is an annotation, which anyone may write. So is
 * `originRevision` beside a commit: Flux says it of artifacts, whose revision is a digest.
 */
function appliedCommit(event: FluxEvent): string | undefined {
  const { originRevision, revision } = event.metadata;
  const commitIn = (metadata: FluxEvent["metadata"]): string | undefined => commitOf({ ...event, metadata })?.sha;
  return (
    (revision === undefined ? undefined : commitIn({ revision })) ??
    (originRevision === undefined ? undefined : commitIn({ originRevision }))
  );
}

/** Gives the time of an event; one from the future would hide every failure that comes after it. */
function timeFor({ timestamp }: FluxEvent, receivedAt: string): string {
  if (timestamp === undefined) return receivedAt;
  return Date.parse(timestamp) > Date.parse(receivedAt) + CLOCK_SKEW_MS ? receivedAt : timestamp;
}

function timeOf({ event }: Reading): string {
  return event.timestamp ?? "";
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
