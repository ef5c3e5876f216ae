import type { ResultAsync } from "neverthrow";
import { err, ok } from "neverthrow";

import type { GitHubClient } from "./call.ts";
import { callGitHub } from "./call.ts";
import type { GitHubError } from "./errors.ts";
import { GitHubRequestError } from "./errors.ts";

/**
 * Reads the login under which a client writes: of the user for a personal access token, `slug[bot]` for a GitHub App.
 *
 * The `GITHUB_TOKEN` of a workflow can read neither; its login is `github-actions[bot]`.
 *
 * @returns the login, or a {@link GitHubError}.
 * @example
 * ```ts source="./identity.examples.ts#whoAmI_identity"
 * const client = createGitHubClient({ auth: { token } });
 * const identity = (await whoAmI(client)).map((login) => ({ logins: [login] })); // an option of createReporter
 * ```
 * @see https://docs.github.com/rest/users/users#get-the-authenticated-user
 * @see https://docs.github.com/rest/apps/apps#get-the-authenticated-app
 */
export function whoAmI(client: GitHubClient): ResultAsync<string, GitHubError> {
  return callGitHub(client, "GET /user", {})
    .map((user) => user.login)
    .orElse((error) => (isNoUser(error) ? readAppLogin(client) : err(error)));
}

/** GitHub refuses to name the user of an installation token, and Octokit itself to ask for an App without an installation. */
export function isNoUser(error: GitHubError): boolean {
  if (error.code === "GITHUB_REQUEST_FAILED") return error.status === 403 || error.status === 404;
  return error.code === "GITHUB_UNAVAILABLE" && error.message.includes("installationId option is required");
}

function readAppLogin(client: GitHubClient): ResultAsync<string, GitHubError> {
  return callGitHub(client, "GET /app", {}).andThen((app) =>
    app?.slug === undefined
      ? err(new GitHubRequestError("GitHub names no slug for this App. Configure its login by hand.", { status: 404 }))
      : ok(`${app.slug}[bot]`),
  );
}
