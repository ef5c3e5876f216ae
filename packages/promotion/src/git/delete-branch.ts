import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { errAsync, okAsync, type ResultAsync } from "neverthrow";

import { LostRaceError } from "../errors.ts";
import { orAbsent, type Repository } from "./repository.ts";

/**
 * Deletes a branch at the head that was decided on. One that is gone already is fine: GitHub may delete merged branches
 * by itself.
 *
 * GitHub deletes without a condition, so the head is read right before.
 *
 * @returns nothing, `LOST_RACE` when the branch has another head, or a GitHub error.
 * @see https://docs.github.com/rest/git/refs#delete-a-reference
 * @internal
 */
export function deleteBranch(
  { client, owner, repo, fullName }: Repository,
  branch: string,
  expectHead: string,
): ResultAsync<unknown, GitHubError | LostRaceError> {
  const place = { owner, repo, ref: `heads/${branch}` };
  return orAbsent(callGitHub(client, "GET /repos/{owner}/{repo}/git/ref/{ref}", place)).andThen((found) => {
    if (found === undefined) return okAsync(undefined);
    if (found.object.sha !== expectHead) {
      return errAsync(new LostRaceError(`${branch} in ${fullName} was changed by somebody else meanwhile`));
    }
    return callGitHub(client, "DELETE /repos/{owner}/{repo}/git/refs/{ref}", place).orElse((error) =>
      // "Reference does not exist" comes as 422.
      error.code === "GITHUB_REQUEST_FAILED" && error.status === 422 ? okAsync(undefined) : errAsync(error),
    );
  });
}
