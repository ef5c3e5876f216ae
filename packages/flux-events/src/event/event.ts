import type { FluxKind, FluxReason, ReasonOf } from "../reasons/reasons.ts";
import type { EventMetadata } from "./metadata.ts";

/**
 * The severity of an event. Flux sends `info` and `error`; anything else is `unknown` and never counts as success.
 *
 * @see https://fluxcd.io/flux/components/notification/events/
 */
export type Severity = "info" | "error" | "unknown";

/**
 * The Kubernetes object that an event speaks of.
 *
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#objectreference-v1-core
 */
export interface InvolvedObject<Kind extends string = string> {
  /** Kind of the object, such as `Kustomization`. */
  readonly kind: Kind;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. */
  readonly namespace?: string;
  /** Unique id of the object; a re-created object has a new one. */
  readonly uid?: string;
  /** API group and version, such as `kustomize.toolkit.fluxcd.io/v1`. */
  readonly apiVersion?: string;
  /** Version of the object at the time of the event; opaque, comparable with nothing. */
  readonly resourceVersion?: string;
  /** Part of the object that the event speaks of; Flux leaves it out. */
  readonly fieldPath?: string;
}

/**
 * A notification of Flux, as its notification-controller posts it to a `generic` or `generic-hmac` Provider.
 *
 * Fields have their names on the wire. An event has no id, no cluster and no schema version: Flux sends none.
 *
 * @see https://fluxcd.io/flux/components/notification/events/
 */
export interface FluxEvent {
  /** The object that the event speaks of. */
  readonly involvedObject: InvolvedObject;
  /** How bad it is. */
  readonly severity: Severity;
  /** Time of the event, RFC 3339; Flux sends whole seconds in UTC. Undefined when absent or no time at all. */
  readonly timestamp: string | undefined;
  /** Text for people; may have several lines. */
  readonly message: string;
  /** CamelCase reason of the object's Ready condition at the time of the event, or `""`. */
  readonly reason: FluxReason;
  /** Metadata under bare keys (`revision`), whether they arrived bare or with the prefix of an API group. */
  readonly metadata: EventMetadata;
  /** Controller that reported, such as `kustomize-controller`, or `""`. */
  readonly reportingController: string;
  /** Pod of the controller. */
  readonly reportingInstance: string | undefined;
  /** What the parser had to leave out, one sentence each; empty for everything that Flux itself sends. */
  readonly warnings: readonly string[];
}

/** An event about an object of one kind, with the reasons that the controller of this kind gives, or with some of them. */
export interface FluxEventOf<Kind extends FluxKind, Reason extends FluxReason = ReasonOf<Kind>> extends FluxEvent {
  /** The object that the event speaks of. */
  readonly involvedObject: InvolvedObject<Kind>;
  /** A reason of this kind; unless the reasons were named, also one that this version does not know. */
  readonly reason: Reason;
}
