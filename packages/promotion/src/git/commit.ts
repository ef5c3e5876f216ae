import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "./repository.ts";

/**
 * A commit, as Git knows it.
 *
 * @internal
 */
export interface GitCommit {
  /** Tree sha. */
  readonly tree: string;
  /** Shas of its parents. */
  readonly parents: readonly string[];
  /** When it was committed, RFC 3339. */
  readonly at: string;
}

/**
 * Reads a commit, once: it never changes.
 *
 * @see https://docs.github.com/rest/git/commits#get-a-commit-object
 * @internal
 */
export function readCommit(
  { client, owner, repo, cache }: Repository,
  sha: string,
): ResultAsync<GitCommit, GitHubError> {
  const key = `commit object ${sha}`;
  const known = cache.get(key);
  if (known !== undefined) return okAsync(JSON.parse(known) as GitCommit);
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { owner, repo, commit_sha: sha }).map(
    ({ tree, parents, committer }) => {
      const commit = { tree: tree.sha, parents: parents.map((parent) => parent.sha), at: committer.date };
      cache.set(key, JSON.stringify(commit));
      return commit;
    },
  );
}
