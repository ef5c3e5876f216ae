import * as v from "valibot";

import type { PipelineSpec } from "../pipeline-spec.ts";
import { closed } from "./closed-object.ts";
import { environment, manifests } from "./environment-schema.ts";
import { folder, listOf, name, ref, repositories, repository, text } from "./names.ts";
import { policy } from "./policy-schema.ts";

const source = closed({ repo: repository, branches: v.optional(listOf(text, "branch")) });

const config = v.variant("kind", [
  closed({ kind: v.literal("git"), repo: repositories, ref: v.optional(ref), paths: listOf(folder, "folder") }),
  closed({
    kind: v.literal("github-environment"),
    name: v.optional(text),
    variables: v.optional(listOf(text, "variable")),
  }),
  closed({ kind: v.literal("inline"), values: v.record(v.string(), v.unknown()) }),
]);

const cluster = closed({
  labels: v.optional(v.record(text, v.string())),
  flux: v.optional(closed({ kind: v.optional(text), namespace: v.optional(text), name: v.optional(text) })),
});

const app = closed({
  source: v.optional(source),
  templates: folder,
  images: v.record(text, closed({ repository: text, context: folder, watch: v.optional(v.array(folder)) })),
  namespace: v.optional(name),
  render: v.optional(
    v.pipe(v.array(v.looseObject({ engine: text })), v.nonEmpty("must name at least one engine, or be left out")),
  ),
  dependsOn: v.optional(v.array(name)),
  environments: v.optional(listOf(name, "environment")),
});

const guards = closed({
  allowEmpty: v.optional(v.boolean()),
  maxDeletedObjects: v.optional(
    v.union(
      [
        v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(0, "must not be negative")),
        v.pipe(v.string(), v.regex(/^(?:100|\d{1,2})%$/, 'must be a count such as 10, or a share such as "50%"')),
      ],
      'must be a count such as 10, or a share such as "50%"',
    ),
  ),
  forbidKinds: v.optional(v.array(text)),
  immutableImages: v.optional(
    v.union([v.picklist(["digest", "not-latest"]), v.literal(false)], 'must be "digest", "not-latest" or false'),
  ),
  unmanagedPaths: v.optional(v.picklist(["refuse", "adopt"])),
});

/** The shape of a pipeline; what shape cannot say is checked by `pipelineProblems`. */
export const pipelineSchema: v.GenericSchema<PipelineSpec> = closed({
  version: v.literal(1),
  name: text,
  source,
  manifests: closed({ repo: repository, ...manifests }),
  config: v.optional(v.array(config)),
  clusters: v.record(name, cluster),
  apps: v.record(name, app),
  defaults: v.optional(closed(policy)),
  environments: v.record(name, environment),
  guards: v.optional(guards),
});
