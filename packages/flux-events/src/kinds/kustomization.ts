import type { FluxEvent } from "../event/event.ts";
import type { FoldOptions, Reading } from "../outcome/outcome.ts";
import type { FluxKind } from "./kind.ts";
import { isHealthCheckPassed, readKustomizationEvent } from "./kustomization-event.ts";

/**
 * The kind that applies manifests.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export const kustomization: FluxKind = {
  group: "kustomize.toolkit.fluxcd.io",
  kind: "Kustomization",
  read: readKustomizationEvent,
  readWithin: readWithinHistory,
};

/** Tells what one event cannot: whether applied means rolled out, and whether a success belongs to a deletion. */
function readWithinHistory(history: readonly FluxEvent[], options: FoldOptions): (event: FluxEvent) => Reading {
  const healthAwaited = options.healthAwaited ?? history.some(isOfHealthCheck);
  const deletions = deletionTimes(history);

  return (event) => {
    const reading = readKustomizationEvent(event);
    if (reading.why !== "reconciled" && reading.why !== "healthy") return reading;
    if (isAfterDeletion(event, deletions)) return { phase: "neutral", why: "deletion" };
    // Passed health checks are enough: Flux 2.8.0 to 2.8.5 do not send the end of a reconciliation to webhooks.
    // https://github.com/fluxcd/notification-controller/issues/1289
    return healthAwaited ? { phase: "succeeded", why: "rolled-out" } : reading;
  };
}

function isOfHealthCheck(event: FluxEvent): boolean {
  return isHealthCheckPassed(event) || event.reason === "HealthCheckFailed" || event.reason === "HealthCheckCanceled";
}

function deletionTimes(history: readonly FluxEvent[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const event of history) {
    if (readKustomizationEvent(event).why !== "deletion") continue;
    const id = identityOf(event);
    times.set(id, Math.min(times.get(id) ?? Infinity, timeOf(event)));
  }
  return times;
}

// The finalizer's deletion is followed by one more "Reconciliation finished" of the same object.
function isAfterDeletion(event: FluxEvent, deletions: ReadonlyMap<string, number>): boolean {
  const deletion = deletions.get(identityOf(event));
  // Not the same as `>=`: a time that is missing on either side must not become a success.
  return deletion !== undefined && !(timeOf(event) < deletion);
}

/** The uid tells an object from a later one with its name. */
function identityOf({ involvedObject: { uid, namespace, name } }: FluxEvent): string {
  return uid ?? `${namespace ?? ""}/${name}`;
}

function timeOf(event: FluxEvent): number {
  return event.timestamp === undefined ? Number.NaN : Date.parse(event.timestamp);
}
