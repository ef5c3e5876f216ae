import type { ResultAsync } from "neverthrow";

import type { GitHubClient } from "../call.ts";
import { callGitHub } from "../call.ts";
import type { GitHubError } from "../errors.ts";
import { repositoryParameters } from "../repository.ts";

/**
 * Finds the installation of a GitHub App that may act on a repository, for `auth.installationId`.
 *
 * The client has to be that of the App itself: `appId` and `privateKey`, no installation.
 *
 * @returns the id of the installation, or a {@link GitHubError}: status 404 says that the App is not installed there.
 * @example
 * ```ts source="./find-installation.examples.ts#findInstallation_client"
 * const app = createGitHubClient({ auth: { appId, privateKey } });
 * const client = (await findInstallation(app, "acme/shop-manifests")).map((installationId) =>
 *   createGitHubClient({ auth: { appId, privateKey, installationId } }),
 * );
 * ```
 * @see https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app
 */
export function findInstallation(client: GitHubClient, repository: string): ResultAsync<number, GitHubError> {
  const parameters = { ...repositoryParameters(repository) };
  return callGitHub(client, "GET /repos/{owner}/{repo}/installation", parameters).map(({ id }) => id);
}
