import { callGitHub, type GitHubError, type Release } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { PromoterContext } from "../promoter-context.ts";
import type { ReleaseComparison } from "../world.ts";

/**
 * Tells from the history of the code repository whether a candidate is newer than what is live, and who wrote the
 * commits between the two.
 *
 * Where nothing is deployed yet there is nothing to compare with: anybody may have written what is in the candidate.
 *
 * @param live - The live release; undefined when nothing is deployed yet.
 * @see https://docs.github.com/rest/commits/commits#compare-two-commits
 * @internal
 */
export function compareReleases(
  { repository }: PromoterContext,
  live: Release | undefined,
  candidate: Release,
): ResultAsync<ReleaseComparison, GitHubError> {
  if (live === undefined) return okAsync({ candidate: candidate.id, status: "ahead", authors: [], isComplete: false });
  const { client, owner, repo, cache } = repository(candidate.source.repository);
  const key = `compare ${live.source.sha} ${candidate.id}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(JSON.parse(known) as ReleaseComparison);
  return callGitHub(client, "GET /repos/{owner}/{repo}/compare/{basehead}", {
    owner,
    repo,
    basehead: `${live.source.sha}...${candidate.source.sha}`,
  }).map(({ status, commits, total_commits }) => {
    const found = { candidate: candidate.id, status, ...authorsOf(commits, total_commits) };
    cache.set(key, JSON.stringify(found));
    return found;
  });
}

/** GitHub knows the login of an author only when the commit's address belongs to an account. */
function authorsOf(
  commits: readonly { readonly author: { readonly login?: string } | null }[],
  total: number,
): Pick<ReleaseComparison, "authors" | "isComplete"> {
  const logins = commits.map(({ author }) => author?.login);
  const known = logins.filter((login) => login !== undefined);
  return { authors: [...new Set(known)], isComplete: known.length === total };
}
