import { callGitHub, LOCK_FILE, PAGE_SIZE, type GitHubError } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "./repository.ts";

/**
 * A commit that changed a lock.
 *
 * @internal
 */
export interface LockCommit {
  /** Commit sha. */
  readonly sha: string;
  /** When it was made, RFC 3339: for a merge or a squash, when that was. */
  readonly at: string;
  /** Login of its author; undefined when GitHub knows none. */
  readonly by: string | undefined;
}

const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Lists the commits up to a revision that changed the lock of a folder, the newest first: the first one is the introducing
 * commit, which evidence is written on. At one commit the answer never changes, so it is asked once.
 *
 * @param revision - Commit sha, or the name of a branch.
 * @see https://docs.github.com/rest/commits/commits#list-commits
 * @internal
 */
export function listLockCommits(
  { client, owner, repo, cache }: Repository,
  { path, revision }: { readonly path: string; readonly revision: string },
): ResultAsync<readonly LockCommit[], GitHubError> {
  const key = `history ${revision} ${path}`;
  const known = FULL_SHA.test(revision) ? cache.get(key) : undefined;
  if (known !== undefined) return okAsync(JSON.parse(known) as LockCommit[]);
  return callGitHub(client, "GET /repos/{owner}/{repo}/commits", {
    owner,
    repo,
    path: `${path}/${LOCK_FILE}`,
    sha: revision,
    per_page: PAGE_SIZE,
  }).map((commits) => {
    const found = commits.map(({ sha, commit, author }) => ({
      sha,
      at: commit.committer?.date ?? "",
      by: author?.login,
    }));
    cache.set(key, JSON.stringify(found));
    return found;
  });
}
