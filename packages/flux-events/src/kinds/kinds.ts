import type { FluxEvent, FluxEventOf } from "../event/event.ts";
import type { FluxKind, KnownReasons } from "../reasons/reasons.ts";
import { fluxInstance, resourceSet, resourceSetInputProvider } from "./flux-operator.ts";
import { helmRelease } from "./helm-release.ts";
import { imagePolicy, imageRepository, imageUpdateAutomation } from "./images.ts";
import { kustomization } from "./kustomization.ts";
import { type KindReader, readUnrecognised } from "./reading.ts";
import {
  artifactGenerator,
  bucket,
  externalArtifact,
  gitRepository,
  helmChart,
  helmRepository,
  ociRepository,
} from "./sources.ts";
import { terraform } from "./terraform.ts";

/** Every kind that is read. */
const KINDS: readonly KindReader[] = [
  kustomization,
  helmRelease,
  gitRepository,
  ociRepository,
  bucket,
  helmRepository,
  helmChart,
  externalArtifact,
  artifactGenerator,
  imageRepository,
  imagePolicy,
  imageUpdateAutomation,
  terraform,
  fluxInstance,
  resourceSet,
  resourceSetInputProvider,
];

/** Stands for every other kind. */
const UNRECOGNISED: KindReader = { group: "", kind: "", read: readUnrecognised };

/** Finds how the events of an object are read. A familiar kind of a foreign group is not recognised. */
export function readerOf({ involvedObject: { kind, apiVersion } }: FluxEvent): KindReader {
  const group = apiVersion?.split("/")[0];
  return KINDS.find((known) => known.kind === kind && (group === undefined || known.group === group)) ?? UNRECOGNISED;
}

/**
 * Tells whether an event is about an object of a kind of Flux, for one of the reasons if any are named; and narrows its type.
 *
 * A kind of this name in a foreign API group is another kind; without an `apiVersion`, the name decides.
 *
 * @example
 * ```ts source="./kinds.examples.ts#isEventOf"
 * if (isEventOf(event, "HelmRelease", "InstallFailed", "UpgradeFailed")) {
 *   return `${event.metadata.revision ?? "a chart"} was not released: ${event.reason}`;
 * }
 * ```
 * @see https://fluxcd.io/flux/components/
 */
export function isEventOf<Kind extends FluxKind>(event: FluxEvent, kind: Kind): event is FluxEventOf<Kind>;
export function isEventOf<Kind extends FluxKind, Reason extends KnownReasons[Kind]>(
  event: FluxEvent,
  kind: Kind,
  ...reasons: readonly Reason[]
): event is FluxEventOf<Kind, Reason>;
export function isEventOf(event: FluxEvent, kind: FluxKind, ...reasons: readonly string[]): boolean {
  return readerOf(event).kind === kind && (reasons.length === 0 || reasons.includes(event.reason));
}
