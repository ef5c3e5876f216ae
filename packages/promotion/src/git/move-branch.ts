import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { errAsync, type ResultAsync } from "neverthrow";

import { LostRaceError } from "../errors.ts";
import { orAbsent, type Repository } from "./repository.ts";

/**
 * Moves a branch from the commit that was read to a descendant of it, or creates it.
 *
 * GitHub refuses whatever is no fast-forward, and a branch that exists already: the compare-and-set of every write.
 *
 * @param from - Commit that was read; undefined when the branch must not exist.
 * @returns nothing, `LOST_RACE` when somebody else was first, or a GitHub error.
 * @see https://docs.github.com/rest/git/refs#update-a-reference
 * @internal
 */
export function moveBranch(
  { client, owner, repo, fullName }: Repository,
  branch: string,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): ResultAsync<unknown, GitHubError | LostRaceError> {
  const moved: ResultAsync<unknown, GitHubError> =
    from === undefined
      ? callGitHub(client, "POST /repos/{owner}/{repo}/git/refs", { owner, repo, ref: `refs/heads/${branch}`, sha: to })
      : callGitHub(client, "PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
          owner,
          repo,
          ref: `heads/${branch}`,
          sha: to,
          force: false,
        });
  return moved.orElse((error) => {
    if (error.code !== "GITHUB_REQUEST_FAILED" || error.status !== 422) return errAsync(error);
    // 422 has other causes, such as a branch whose name is a folder of this one.
    const place = { owner, repo, ref: `heads/${branch}` };
    return orAbsent(callGitHub(client, "GET /repos/{owner}/{repo}/git/ref/{ref}", place)).andThen((found) =>
      found?.object.sha === from
        ? errAsync(error)
        : errAsync(new LostRaceError(`${branch} in ${fullName} was changed by somebody else meanwhile`)),
    );
  });
}
