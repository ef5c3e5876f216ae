import * as v from "valibot";

import type { PipelineSpec } from "./pipeline-spec.ts";

// Names become folders, branch names and parts of commit status contexts.
const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "must be lower-case letters, digits and '-' (a DNS-1123 label)"),
  v.maxLength(63, "must be at most 63 characters"),
);
const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const repository = v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"));
const folder = v.pipe(
  v.string(),
  v.regex(
    /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\p{Cc}]*[^\\\p{Cc}/]$/u,
    "must be a relative path without '.', '..' or a '/' at its end",
  ),
);

const fluxObject = v.strictObject({
  kind: v.optional(text),
  namespace: v.optional(text),
  name: v.optional(text),
});

const policy = {
  merge: v.optional(v.picklist(["manual", "auto"])),
  mergeMethod: v.optional(v.picklist(["merge", "squash"])),
  gates: v.optional(
    v.array(
      v.strictObject({
        kind: v.literal("approval"),
        count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
      }),
    ),
  ),
  verify: v.optional(
    v.strictObject({
      contexts: v.pipe(v.array(name), v.nonEmpty("must name at least one check")),
      creators: v.optional(v.pipe(v.array(text), v.nonEmpty("must name at least one login"))),
    }),
  ),
};

const names = v.pipe(v.array(name), v.nonEmpty("must name at least one environment"));

/** The shape of a pipeline; what shape cannot say is checked by `pipelineProblems`. */
export const pipelineSchema: v.GenericSchema<PipelineSpec> = v.strictObject({
  version: v.literal(1),
  name: text,
  source: v.strictObject({ repo: repository }),
  manifests: v.strictObject({ repo: repository, baseBranch: v.optional(text), path: v.optional(folder) }),
  config: v.optional(
    v.array(
      v.strictObject({
        kind: v.literal("git"),
        repo: repository,
        ref: v.optional(text),
        paths: v.pipe(v.array(folder), v.nonEmpty("must name at least one folder")),
      }),
    ),
  ),
  clusters: v.record(name, v.strictObject({ flux: v.optional(fluxObject) })),
  apps: v.record(
    name,
    v.strictObject({
      templates: folder,
      images: v.record(text, v.strictObject({ repository: text, context: folder, watch: v.optional(v.array(folder)) })),
      namespace: v.optional(name),
      render: v.optional(
        v.pipe(v.array(v.looseObject({ engine: text })), v.nonEmpty("must name at least one engine, or be left out")),
      ),
    }),
  ),
  defaults: v.optional(v.strictObject(policy)),
  environments: v.record(
    name,
    v.strictObject({
      ...policy,
      after: v.optional(v.union([names, v.strictObject({ all: names }), v.strictObject({ any: names })])),
      clusters: v.pipe(v.array(name), v.nonEmpty("must name at least one cluster")),
      values: v.optional(v.record(v.string(), v.unknown())),
    }),
  ),
});
