import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { targetContext } from "./context.ts";
import { findStatus } from "./find-status.ts";
import type { CommitAddress } from "../github/commit-address.ts";
import { readStatuses } from "./read.ts";

export async function isHealthy(client: GitHubClient, commit: CommitAddress): Promise<Result<boolean, GitHubError>> {
  //#region readStatuses_target
  const statuses = await readStatuses(client, commit, { creators: ["acme-gitops[bot]"] });
  const context = targetContext({ environment: "stage", app: "cart" }, "stage-eu");
  const healthy = statuses.map((all) => findStatus(all, context)?.state === "success");
  //#endregion
  return healthy;
}
