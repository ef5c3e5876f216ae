import { callGitHub, collectPages, PAGE_SIZE, type GitHubError } from "@gitops/github-reporter";
import { okAsync, ResultAsync } from "neverthrow";

import { orAbsent, type Repository } from "../git/repository.ts";
import type { PullRequestView } from "../world.ts";

/**
 * An open pull request as the list shows it.
 *
 * @internal
 */
export interface ListedPullRequest {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
}

/**
 * Lists the open pull requests into the base branch whose head is a branch of the repository itself.
 *
 * A fork may use the same branch name, so the head's repository counts too.
 *
 * @see https://docs.github.com/rest/pulls/pulls#list-pull-requests
 * @internal
 */
export function listOpenPullRequests(
  { client, owner, repo, fullName }: Repository,
  base: string,
): ResultAsync<readonly ListedPullRequest[], GitHubError> {
  return collectPages(`open pull requests of ${fullName}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/pulls", {
      owner,
      repo,
      state: "open",
      base,
      per_page: PAGE_SIZE,
      page,
    }),
  ).map((pulls) =>
    pulls
      .filter(({ head }) => isSameRepository(head.repo, fullName))
      .map(({ number, html_url, head }) => ({ number, url: html_url, branch: head.ref })),
  );
}

/**
 * Reads whether a pull request can be merged, and who approves its head commit.
 *
 * @param head - Head commit that was decided on: approvals of older heads do not count.
 * @param needsApproval - Whether reviews matter; without it they are not read.
 * @internal
 */
export function readPullRequest(
  repository: Repository,
  { number, url }: ListedPullRequest,
  { head, needsApproval }: { readonly head: string; readonly needsApproval: boolean },
): ResultAsync<PullRequestView, GitHubError> {
  const { client, owner, repo } = repository;
  const place = { owner, repo, pull_number: number };
  const reviews = needsApproval ? readReviews(repository, number, head) : okAsync({ approvers: [], objectors: [] });
  return ResultAsync.combine([callGitHub(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}", place), reviews]).map(
    ([pull, given]) => ({
      number,
      url,
      // GitHub computes it in the background and says null meanwhile.
      mergeable: pull.mergeable ?? undefined,
      ...given,
    }),
  );
}

/** What the latest review of a person says of the head. */
type Review = "approves" | "objects" | "nothing";

/** The latest review of a person counts, comments apart; see https://docs.github.com/rest/pulls/reviews. */
function readReviews(
  { client, owner, repo }: Repository,
  pull_number: number,
  head: string,
): ResultAsync<Pick<PullRequestView, "approvers" | "objectors">, GitHubError> {
  return collectPages(`reviews of ${owner}/${repo}#${pull_number}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      owner,
      repo,
      pull_number,
      per_page: PAGE_SIZE,
      page,
    }),
  )
    .map((reviews) => {
      const latest = new Map<string, Review>();
      for (const { user, state, commit_id } of reviews) {
        if (user?.type !== "User" || state === "COMMENTED" || state === "PENDING") continue;
        if (state === "CHANGES_REQUESTED") latest.set(user.login, "objects");
        else latest.set(user.login, state === "APPROVED" && commit_id === head ? "approves" : "nothing");
      }
      return [...latest].filter(([, review]) => review !== "nothing");
    })
    .andThen((given) =>
      ResultAsync.combine(
        given.map(([login, review]) => mayWrite({ client, owner, repo }, login).map((may) => ({ login, review, may }))),
      ),
    )
    .map((given) => ({
      approvers: given.filter(({ review, may }) => may && review === "approves").map(({ login }) => login),
      objectors: given.filter(({ review, may }) => may && review === "objects").map(({ login }) => login),
    }));
}

/**
 * Anybody who can read a repository can approve; as for GitHub's own rule, only people who may write count.
 *
 * @see https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
function mayWrite(
  { client, owner, repo }: Pick<Repository, "client" | "owner" | "repo">,
  username: string,
): ResultAsync<boolean, GitHubError> {
  return orAbsent(
    callGitHub(client, "GET /repos/{owner}/{repo}/collaborators/{username}/permission", { owner, repo, username }),
  ).map((found) => found?.permission === "admin" || found?.permission === "write");
}

/**
 * Lists the heads of pull requests from a branch that were closed without merging: a person rejected them.
 *
 * @internal
 */
export function listRejectedHeads(
  { client, owner, repo, fullName }: Repository,
  branch: string,
): ResultAsync<readonly string[], GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/pulls", {
    owner,
    repo,
    state: "closed",
    head: `${owner}:${branch}`,
    per_page: PAGE_SIZE,
  }).map((pulls) =>
    pulls
      .filter(({ head, merged_at }) => merged_at === null && isSameRepository(head.repo, fullName))
      .map(({ head }) => head.sha),
  );
}

/** The head's repository is null when a fork was deleted. */
function isSameRepository(repository: { readonly full_name: string } | null, fullName: string): boolean {
  return repository?.full_name.toLowerCase() === fullName.toLowerCase();
}
