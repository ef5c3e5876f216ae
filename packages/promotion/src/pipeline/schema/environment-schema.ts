import * as v from "valibot";

import { closed } from "./closed-object.ts";
import { folder, listOf, name, ref, repositories, text } from "./names.ts";
import { policy } from "./policy-schema.ts";
import { duration } from "./times.ts";

const environments = listOf(name, "environment");

const clusters = v.union(
  [listOf(name, "cluster"), closed({ matchLabels: v.record(text, v.string()) })],
  "must be a list of clusters, or { matchLabels: { tier: prod } }",
);

/** Keys of the manifests repository besides the repository itself. */
export const manifests = {
  baseBranch: v.optional(ref),
  path: v.optional(folder),
  highLevelPath: v.optional(folder),
  commits: v.optional(v.picklist(["git", "signed"])),
} as const;

/** An environment. */
export const environment = closed({
  after: v.optional(
    v.union(
      [environments, closed({ all: environments }), closed({ any: environments })],
      "must be a list of environments, { all: [dev] } or { any: [dev] }",
    ),
  ),
  clusters,
  waves: v.optional(listOf(closed({ name, clusters, soak: v.optional(duration) }), "wave")),
  manifests: v.optional(closed({ repo: v.optional(repositories), ...manifests })),
  values: v.optional(v.record(v.string(), v.unknown())),
  apps: v.optional(v.record(name, closed(policy))),
  ...policy,
});
