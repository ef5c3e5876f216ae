import * as v from "valibot";

import { closed } from "./closed-object.ts";
import { label, listOf, login, name, reviewer, team, text } from "./names.ts";
import { duration, timezone, window } from "./times.ts";

const gate = v.variant("kind", [
  closed({
    kind: v.literal("approval"),
    count: v.optional(v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(1), v.maxValue(20))),
    teams: v.optional(listOf(team, "team")),
    notAuthor: v.optional(v.boolean()),
  }),
  closed({
    kind: v.literal("checks"),
    on: v.picklist(["pull-request", "source", "upstream"]),
    contexts: listOf(text, "check"),
    creators: v.optional(listOf(login, "login")),
  }),
  closed({ kind: v.literal("custom"), name: text, with: v.optional(v.record(v.string(), v.unknown())) }),
  closed({ kind: v.literal("soak"), duration }),
  closed({
    kind: v.literal("window"),
    timezone: v.optional(timezone),
    allow: v.optional(listOf(window, "window")),
    deny: v.optional(listOf(window, "window")),
  }),
]);

const success = closed({
  targets: v.optional(
    v.union(
      [
        v.picklist(["all", "any"]),
        closed({ atLeast: v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(1)) }),
      ],
      'must be "all", "any" or { atLeast: 2 }',
    ),
  ),
  timeout: v.optional(duration),
});

const verify = closed({
  event: v.optional(
    v.pipe(text, v.maxLength(100, "must be at most 100 characters, which is what GitHub takes for an event type")),
  ),
  contexts: listOf(name, "check"),
  creators: v.optional(listOf(login, "login")),
  timeout: v.optional(duration),
});

const deployment = v.union(
  [
    v.literal(false),
    closed({
      environment: v.optional(text),
      production: v.optional(v.boolean()),
      transient: v.optional(v.boolean()),
    }),
  ],
  "must be false, or have keys such as { production: true }",
);

/** Keys of a policy, wherever it stands. */
export const policy = {
  select: v.optional(v.picklist(["latest", "every", "manual"])),
  onNewer: v.optional(v.picklist(["supersede", "queue"])),
  merge: v.optional(v.picklist(["manual", "auto"])),
  mergeMethod: v.optional(v.picklist(["merge", "squash", "rebase"])),
  groupPullRequestsBy: v.optional(v.picklist(["app", "cluster", "environment"])),
  gates: v.optional(v.array(gate)),
  success: v.optional(success),
  verify: v.optional(verify),
  onFailure: v.optional(v.picklist(["stop", "propose-rollback", "rollback"])),
  reviewers: v.optional(v.array(reviewer)),
  labels: v.optional(v.array(label)),
  highLevel: v.optional(v.picklist(["folded", "first"])),
  deployment: v.optional(deployment),
} as const;
