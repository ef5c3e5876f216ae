import type { FluxEvent, InvolvedObject } from "@gitops/flux-events";

import { annotatedMetadata } from "./annotated-metadata.ts";
import { readHelmReleaseState } from "./helm-release-state.ts";
import { readKustomizationState } from "./kustomization-state.ts";
import type { FluxObjectState } from "./object-state.ts";
import { findCurrentReady } from "./ready-condition.ts";
import type { ReadState, StateReading } from "./state-reading.ts";

/** How far the clock of a cluster may run ahead. */
const CLOCK_SKEW_MS = 5 * 60_000;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

interface StateReader {
  readonly controller: string;
  readonly read: ReadState;
}

const READERS: ReadonlyMap<string, StateReader> = new Map([
  ["Kustomization", { controller: "kustomize-controller", read: readKustomizationState }],
  ["HelmRelease", { controller: "helm-controller", read: readHelmReleaseState }],
]);

/**
 * Says what Flux would have sent about an object in this state: the event of its last transition.
 *
 * Its time is that of the condition, so an event that Flux sends later outranks it, and an earlier one does not. Nothing is
 * said where the status proves nothing: of an object that is suspended, is being deleted or was never reconciled; of a spec
 * that its controller has not seen; while the places that name the revision disagree; without a time, or with one of more
 * than 5 minutes from now; and of what Flux itself does not report, such as a source that is not ready. Unknown reasons pass
 * as they are, and are never a success.
 *
 * An event made from a status has `resync` as its `reportingInstance`.
 *
 * @returns the event, in the shape that `parseFluxEvent` gives, or undefined.
 * @example
 * ```ts source="./event-of-state.examples.ts#eventOfState"
 * const event = eventOfState(state, { now: Date.now() });
 * return event === undefined ? "nothing is known" : explain(event); // "Kustomization shop/cart at 4f1c9a7 finished its reconciliation"
 * ```
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomization-status
 */
export function eventOfState(
  state: FluxObjectState,
  options: {
    /** The present, in milliseconds since 1970. */
    readonly now: number;
  },
): FluxEvent | undefined {
  const reader = READERS.get(state.kind);
  const ready = findCurrentReady(state);
  if (state.suspended || state.deletionTimestamp !== undefined) return undefined;
  if (reader === undefined || ready === undefined) return undefined;
  const reading = reader.read(state, ready);
  if (reading === undefined) return undefined;
  const at = timeOf(reading);
  if (at === undefined || at > options.now + CLOCK_SKEW_MS) return undefined;
  return {
    involvedObject: involvedObjectOf(state),
    severity: reading.severity,
    timestamp: new Date(at).toISOString().replace(/\.\d+Z$/, "Z"),
    message: reading.said.message,
    reason: reading.said.reason,
    metadata: { ...annotatedMetadata(state, at), ...withoutUndefined(reading.metadata) },
    reportingController: reader.controller,
    reportingInstance: "resync",
    warnings: [],
  };
}

/** A present that was filled in would let an old state look new. */
function timeOf({ said: { lastTransitionTime } }: StateReading): number | undefined {
  if (lastTransitionTime === undefined || !RFC_3339.test(lastTransitionTime)) return undefined;
  const time = Date.parse(lastTransitionTime);
  return time >= 0 ? time : undefined;
}

function involvedObjectOf({
  kind,
  name,
  namespace,
  uid,
  apiVersion,
  resourceVersion,
}: FluxObjectState): InvolvedObject {
  return {
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    apiVersion,
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
}

function withoutUndefined(metadata: StateReading["metadata"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
