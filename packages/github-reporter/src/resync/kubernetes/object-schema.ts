import { err, ok, type Result } from "neverthrow";
import * as v from "valibot";

import type { FluxObjectState } from "../object-state.ts";
import type { StateProblem } from "../state-source.ts";
import { annotatedAt, eventAnnotations } from "./annotations.ts";
import type { FluxObjectKind } from "./flux-kind.ts";

/** What a status keeps is short; a list that is not is no status of Flux. */
const MAX_ENTRIES = 100;
/** Kubernetes' own limit for the message of a condition. */
const MAX_MESSAGE = 32_768;
/** Longest name of a Kubernetes object. */
const MAX_NAME = 253;

const wellFormed = v.pipe(
  v.string(),
  v.transform((text) => text.toWellFormed()),
);
const name = v.pipe(wellFormed, v.nonEmpty(), v.maxLength(MAX_NAME));
// What else is wrong is as good as absent: then nothing is said of the object, or less.
const text = v.fallback(v.optional(wellFormed), undefined);
const count = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger())), undefined);
const record = v.fallback(v.optional(v.record(v.string(), v.unknown()), {}), {});
const list = v.fallback(v.optional(v.array(v.unknown()), []), []);

/** Reads those entries of a list that have the shape. */
const entriesOf = <const Shape extends v.GenericSchema>(shape: Shape) =>
  v.pipe(
    list,
    v.transform((entries) =>
      entries.slice(0, MAX_ENTRIES).flatMap((entry): v.InferOutput<Shape>[] => {
        const read = v.safeParse(shape, entry);
        return read.success ? [read.output] : [];
      }),
    ),
  );

const condition = v.object({
  type: wellFormed,
  status: wellFormed,
  reason: v.fallback(wellFormed, ""),
  message: v.pipe(
    v.fallback(wellFormed, ""),
    v.transform((message) => message.slice(0, MAX_MESSAGE).toWellFormed()),
  ),
  lastTransitionTime: text,
  observedGeneration: count,
});
// Both kinds call it history, and what they keep in it has no field in common.
const reconciliation = v.object({ metadata: v.object({ revision: wellFormed, originRevision: text }) });
const release = v.object({ chartVersion: wellFormed, appVersion: text, ociDigest: text });

const status = v.object({
  observedGeneration: count,
  conditions: v.nullish(v.array(v.unknown()), []),
  lastAppliedRevision: text,
  lastAppliedOriginRevision: text,
  lastAttemptedRevision: text,
  history: list,
});

const objectSchema = v.object({
  metadata: v.object({
    name,
    namespace: v.optional(name),
    uid: text,
    resourceVersion: text,
    generation: count,
    deletionTimestamp: v.optional(v.unknown()),
    annotations: record,
    managedFields: list,
  }),
  spec: v.fallback(v.object({ suspend: v.optional(v.unknown()) }), {}),
  status: v.nullish(status, {}),
});

const conditions = entriesOf(condition);
const reconciliations = entriesOf(reconciliation);
const releases = entriesOf(release);

/** Reads an object as the Kubernetes API lists it. */
export function readObject(
  value: unknown,
  kind: FluxObjectKind,
  apiVersion: string,
): Result<FluxObjectState, StateProblem> {
  const read = v.safeParse(objectSchema, value, { abortEarly: true });
  if (!read.success) return err(unreadable(value, kind, read.issues[0]));
  const { metadata, spec, status } = read.output;
  const annotations = eventAnnotations(metadata.annotations);
  return ok({
    kind,
    apiVersion,
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    generation: metadata.generation,
    observedGeneration: status.observedGeneration,
    suspended: spec.suspend !== undefined && spec.suspend !== false && spec.suspend !== null,
    deletionTimestamp: deletionTimeOf(metadata.deletionTimestamp),
    conditions: v.parse(conditions, status.conditions),
    lastAppliedRevision: status.lastAppliedRevision,
    lastAppliedOriginRevision: status.lastAppliedOriginRevision,
    lastAttemptedRevision: status.lastAttemptedRevision,
    reconciliations:
      kind === "Kustomization" ? v.parse(reconciliations, status.history).map(({ metadata }) => metadata) : [],
    releases: kind === "HelmRelease" ? v.parse(releases, status.history) : [],
    annotations,
    annotatedAt: annotatedAt(metadata.managedFields, Object.keys(annotations)),
  });
}

/** Whatever stands there means that the object goes away. */
function deletionTimeOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value.toWellFormed() : "unknown";
}

const named = v.object({ metadata: v.object({ name, namespace: v.fallback(v.optional(name), undefined) }) });

function unreadable(value: unknown, kind: FluxObjectKind, issue: v.BaseIssue<unknown>): StateProblem {
  const read = v.safeParse(named, value);
  const { name, namespace } = read.success ? read.output.metadata : { name: undefined, namespace: undefined };
  const object = [namespace, name].filter((part) => part !== undefined).join("/");
  // The words of the check would quote the value.
  const where = v.getDotPath(issue) ?? "the object";
  return {
    code: "object-unreadable",
    kind,
    namespace,
    name,
    why: `${kind} ${object || "without a name"} was left out: ${where} has another shape than Flux gives it.`,
  };
}
