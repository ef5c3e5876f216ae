import type { ReporterEvent } from "../reporter/observer.ts";

/** Describes an event of a reporter in the form that OpenTelemetry takes for events and spans. */
export interface TelemetryEvent {
  /** Name, `gitops.reporter.<code>`. */
  readonly name: string;
  /** Attributes: flat, with the names of OpenTelemetry's conventions where it has them. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

/**
 * Names an event of a reporter and its parts as OpenTelemetry does. Messages and metadata of Flux are left out.
 *
 * @example
 * ```ts source="./telemetry.examples.ts#telemetryOf_span"
 * const observer: ReporterObserver = (event) => {
 *   const { name, attributes } = telemetryOf(event);
 *   span.addEvent(name, attributes);
 * };
 * ```
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/vcs/
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/deployment/
 */
export function telemetryOf(event: ReporterEvent): TelemetryEvent {
  const entries = Object.entries(partsOf(event)).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return { name: `gitops.reporter.${event.code}`, attributes: Object.fromEntries(entries) };
}

type Parts = Readonly<Record<string, string | number | undefined>>;

function partsOf(event: ReporterEvent): Parts {
  switch (event.code) {
    case "accepted": {
      const { event: flux, outcome, cluster, result, slot } = event;
      return {
        "gitops.result": result,
        "gitops.slot": slot,
        "k8s.cluster.name": cluster,
        ...objectParts(flux.involvedObject),
        "gitops.outcome.phase": outcome.phase,
        "gitops.outcome.why": outcome.why,
      };
    }
    case "ignored":
      return {
        "gitops.why": event.why,
        "k8s.cluster.name": event.cluster,
        ...objectParts(event.object),
        "vcs.ref.head.revision": event.revision,
      };
    case "status":
      return {
        "vcs.repository.name": event.repository,
        "vcs.ref.head.revision": event.sha,
        "gitops.status.context": event.context,
        "gitops.status.state": event.state,
        "gitops.write": event.write,
      };
    case "deployment":
      return {
        "vcs.repository.name": event.repository,
        "deployment.environment.name": event.environment,
        "deployment.id": String(event.id),
        "gitops.write": event.write,
      };
    case "dispatch":
      return {
        "vcs.repository.name": event.repository,
        "gitops.dispatch.id": event.id,
        "gitops.result": event.outcome,
      };
    case "expectation":
      return { "gitops.slot": event.slot, "vcs.ref.head.revision": event.revision, "gitops.state": event.state };
    case "superseded":
      return {
        "gitops.slot": event.slot,
        "vcs.repository.name": event.repository,
        "vcs.ref.head.revision": event.sha,
        "gitops.successor": event.successor,
      };
    case "handled":
      return { "gitops.lane.key": event.key, "gitops.lane.items": event.items, "gitops.lag_ms": event.lagMs };
    case "retry":
      return {
        "gitops.lane.key": event.key,
        "gitops.lane.attempt": event.attempt,
        "gitops.lane.scope": event.scope,
        "error.message": event.why,
      };
    case "rejected":
      return { "gitops.lane.key": event.key, "gitops.lane.items": event.items, "error.message": event.why };
  }
}

function objectParts(object: {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}): Parts {
  return { "flux.object.kind": object.kind, "k8s.namespace.name": object.namespace, "flux.object.name": object.name };
}
