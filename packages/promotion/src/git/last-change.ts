import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "./repository.ts";

/**
 * Finds the last commit up to a revision that changed a file. At one revision the answer never changes.
 *
 * @see https://docs.github.com/rest/commits/commits#list-commits
 * @internal
 */
export function lastChangeOf(
  { client, owner, repo, cache }: Repository,
  { path, revision }: { readonly path: string; readonly revision: string },
): ResultAsync<string | undefined, GitHubError> {
  const key = `last change ${revision} ${path}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(known);
  return callGitHub(client, "GET /repos/{owner}/{repo}/commits", {
    owner,
    repo,
    path,
    sha: revision,
    per_page: 1,
  }).map(([commit]) => {
    if (commit !== undefined) cache.set(key, commit.sha);
    return commit?.sha;
  });
}
