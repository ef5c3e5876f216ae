import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { targetContext, verificationContext } from "./context.ts";
import { findStatus } from "./find-status.ts";
import type { CommitAddress } from "../github/commit-address.ts";
import { readStatuses, readStatusesAbout } from "./read.ts";

export async function isHealthy(client: GitHubClient, commit: CommitAddress): Promise<Result<boolean, GitHubError>> {
  //#region readStatuses_target
  const statuses = await readStatuses(client, commit, { creators: ["acme-gitops[bot]"] });
  const context = targetContext({ environment: "stage", app: "cart" }, "stage-eu");
  const healthy = statuses.map((all) => findStatus(all, context)?.state === "success");
  //#endregion
  return healthy;
}

export async function isVerified(
  client: GitHubClient,
  source: CommitAddress,
  dispatch: string,
): Promise<Result<boolean, GitHubError>> {
  //#region readStatusesAbout_dispatch
  const about = await readStatusesAbout(client, source, dispatch, { creators: ["github-actions[bot]"] });
  const context = verificationContext({ environment: "prod", app: "cart" }, "smoke");
  const passed = about.map((all) => findStatus(all, context)?.state === "success");
  //#endregion
  return passed;
}
