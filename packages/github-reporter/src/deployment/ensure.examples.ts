import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { CommitAddress } from "../github/commit-address.ts";
import { ensureDeployment } from "./ensure.ts";
import type { DeploymentWrite } from "./state.ts";

export async function showDeployed(
  client: GitHubClient,
  codeSha: string,
  manifests: CommitAddress,
): Promise<Result<DeploymentWrite, EnsureError>> {
  //#region ensureDeployment_success
  const deployed = await ensureDeployment(
    client,
    {
      source: { repository: "acme/shop", sha: codeSha },
      environment: "dev",
      key: { release: "r-8f3a52c19e0b77d4", slot: "dev/cart", manifests },
      state: "success",
      text: "Applied and healthy",
      at: "2026-03-02T10:15:00Z",
    },
    { creators: ["acme-gitops[bot]"] },
  );
  //#endregion
  return deployed;
}
