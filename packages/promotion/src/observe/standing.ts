import { callGitHub, type GitHubError, type Release } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { PromoterContext } from "../promoter-context.ts";
import type { ChangeAuthors, Standing } from "../world.ts";

/** What the history of a repository says of two commits. */
interface Comparison extends ChangeAuthors {
  readonly status: Standing;
}

/**
 * Tells where a release stands in the history of its code, seen from another one.
 *
 * @returns `diverged` as well when the two come from different repositories: then neither is older.
 * @internal
 */
export function standingOf(context: PromoterContext, from: Release, to: Release): ResultAsync<Standing, GitHubError> {
  if (from.source.repository.toLowerCase() !== to.source.repository.toLowerCase()) return okAsync("diverged");
  return compareCommits(context, to.source.repository, { from: from.source.sha, to: to.source.sha }).map(
    ({ status }) => status,
  );
}

/**
 * Compares two commits of a repository, once: neither ever changes.
 *
 * @see https://docs.github.com/rest/commits/commits#compare-two-commits
 * @internal
 */
export function compareCommits(
  { repository }: PromoterContext,
  fullName: string,
  { from, to }: { readonly from: string; readonly to: string },
): ResultAsync<Comparison, GitHubError> {
  const { client, owner, repo, cache } = repository(fullName);
  if (from === to) return okAsync({ status: "identical", logins: [], isComplete: true });
  const key = `compare ${from} ${to}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(JSON.parse(known) as Comparison);
  return callGitHub(client, "GET /repos/{owner}/{repo}/compare/{basehead}", {
    owner,
    repo,
    basehead: `${from}...${to}`,
  }).map(({ status, commits, total_commits }) => {
    const found = { status, ...authorsOf(commits, total_commits) };
    cache.set(key, JSON.stringify(found));
    return found;
  });
}

/** GitHub knows the login of an author only when the commit's address belongs to an account. */
function authorsOf(
  commits: readonly { readonly author: { readonly login?: string } | null }[],
  total: number,
): ChangeAuthors {
  const logins = commits.map(({ author }) => author?.login);
  const known = logins.filter((login) => login !== undefined);
  return { logins: [...new Set(known)], isComplete: known.length === total };
}
