import {
  createReporter,
  type Expectation,
  type GitHubClient,
  type Lane,
  type Reporter,
  type ReporterItem,
} from "@gitops/github-reporter";

import { reportedSlot, resolveTarget, type Pipeline } from "../index.ts";

export function reporterOf(pipeline: Pipeline, client: GitHubClient, lane: Lane<ReporterItem>): unknown {
  //#region resolveTarget_basic
  return createReporter({
    client,
    lane,
    identity: { logins: ["acme-gitops[bot]"] },
    resolveTarget: (event, cluster) => resolveTarget(pipeline, event, cluster),
  });
  //#endregion
}

export function expectCart(
  reporter: Reporter,
  pipeline: Pipeline,
  { revision, since, deadline }: Omit<Expectation, "slot">,
): unknown {
  //#region reportedSlot_expect
  const slot = reportedSlot(pipeline, "dev/cart");
  if (slot !== undefined) return reporter.expect({ slot, revision, since, deadline });
  //#endregion
  return undefined;
}
