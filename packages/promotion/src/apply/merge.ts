import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { errAsync, type ResultAsync } from "neverthrow";

import { LostRaceError, NotMergeableError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";

/**
 * Merges a pull request at the head that was decided on.
 *
 * @returns the merge commit, `LOST_RACE` when the head moved, `NOT_MERGEABLE` with GitHub's reason, or a GitHub error.
 * @see https://docs.github.com/rest/pulls/pulls#merge-a-pull-request
 * @internal
 */
export function mergePullRequest(
  { client, owner, repo, fullName }: Repository,
  pull: { readonly number: number; readonly head: string; readonly method: "merge" | "squash" | "rebase" },
): ResultAsync<string, GitHubError | LostRaceError | NotMergeableError> {
  return callGitHub(client, "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", {
    owner,
    repo,
    pull_number: pull.number,
    sha: pull.head,
    merge_method: pull.method,
  })
    .map(({ sha }) => sha)
    .orElse((error) => {
      const place = `Pull request #${pull.number} of ${fullName}`;
      if (error.code !== "GITHUB_REQUEST_FAILED") return errAsync(error);
      if (error.status === 409) return errAsync(new LostRaceError(`${place} got another head meanwhile`));
      if (error.status === 405)
        return errAsync(new NotMergeableError(`${place} cannot be merged yet: ${error.message}`));
      return errAsync(error);
    });
}
