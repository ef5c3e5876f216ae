import { createReporter, type GitHubClient, type Lane, type ReporterItem } from "@gitops/github-reporter";

import { resolveTarget, type Pipeline } from "../index.ts";

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
