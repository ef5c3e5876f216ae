import type { GitHubClient, Release } from "@gitops/github-reporter";

import { createPromoter, explainSlot, type Pipeline } from "./index.ts";

export async function endOfCi(pipeline: Pipeline, client: GitHubClient, release: Release): Promise<readonly string[]> {
  //#region createPromoter_basic
  const promoter = createPromoter({ pipeline, client, identity: { logins: ["acme-gitops[bot]"] } });
  const submitted = await promoter.submit(release);
  return submitted.match(
    ({ plan }) => plan.slots.map(explainSlot),
    ({ code, message }) => [`${code}: ${message}`],
  );
  //#endregion
}
