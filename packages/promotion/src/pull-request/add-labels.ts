import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { errAsync, okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "../git/repository.ts";

/**
 * Adds labels; GitHub makes those that the repository does not have.
 *
 * @returns a warning when GitHub refuses them.
 * @see https://docs.github.com/rest/issues/labels#add-labels-to-an-issue
 */
export function addLabels(
  { client, owner, repo, fullName }: Repository,
  issue_number: number,
  labels: readonly string[],
): ResultAsync<readonly string[], GitHubError> {
  if (labels.length === 0) return okAsync([]);
  return callGitHub(client, "POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
    owner,
    repo,
    issue_number,
    labels: [...labels],
  })
    .map((): readonly string[] => [])
    .orElse((error) =>
      error.code === "GITHUB_REQUEST_FAILED"
        ? okAsync([`${fullName}#${issue_number} did not get the labels ${labels.join(", ")}: ${error.message}`])
        : errAsync(error),
    );
}
