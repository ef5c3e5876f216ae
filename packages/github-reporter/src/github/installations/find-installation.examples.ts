import type { Result } from "neverthrow";

import type { GitHubClient } from "../call.ts";
import { createGitHubClient } from "../client/client.ts";
import type { GitHubError } from "../errors.ts";
import { findInstallation } from "./find-installation.ts";

export async function installationClient(
  appId: number,
  privateKey: string,
): Promise<Result<GitHubClient, GitHubError>> {
  //#region findInstallation_client
  const app = createGitHubClient({ auth: { appId, privateKey } });
  const client = (await findInstallation(app, "acme/shop-manifests")).map((installationId) =>
    createGitHubClient({ auth: { appId, privateKey, installationId } }),
  );
  //#endregion
  return client;
}
