import { callGitHub, collectPages, PAGE_SIZE, type GitHubError } from "@gitops/github-reporter";
import { okAsync, ResultAsync } from "neverthrow";

import { orAbsent, type Repository } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
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
  /** Branch that it goes to. */
  readonly base: string;
}

/**
 * Lists the open pull requests whose head is a branch of the repository itself.
 *
 * A fork may use the same branch name, so the head's repository counts too.
 *
 * @see https://docs.github.com/rest/pulls/pulls#list-pull-requests
 * @internal
 */
export function listOpenPullRequests({
  client,
  owner,
  repo,
  fullName,
}: Repository): ResultAsync<readonly ListedPullRequest[], GitHubError> {
  return collectPages(`open pull requests of ${fullName}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/pulls", {
      owner,
      repo,
      state: "open",
      per_page: PAGE_SIZE,
      page,
    }),
  ).map((pulls) =>
    pulls
      .filter(({ head }) => isSameRepository(head.repo, fullName))
      .map(({ number, html_url, head, base }) => ({ number, url: html_url, branch: head.ref, base: base.ref })),
  );
}

/**
 * Reads whether a pull request can be merged, and who approves its head commit.
 *
 * @param head - Head commit that was decided on: approvals of older heads do not count.
 * @param slots - Slots whose policies say whether reviews matter, and of which teams; else they are not read.
 * @internal
 */
export function readPullRequest(
  repository: Repository,
  { number, url }: ListedPullRequest,
  { head, slots }: { readonly head: string; readonly slots: readonly Slot[] },
): ResultAsync<Omit<PullRequestView, "gates">, GitHubError> {
  const { client, owner, repo } = repository;
  const gates = slots.flatMap(({ policy }) => policy.gates.filter((gate) => gate.kind === "approval"));
  const teams = [...new Set(gates.flatMap((gate) => gate.teams))];
  const reviews =
    gates.length > 0
      ? readReviews(repository, { number, head, teams })
      : okAsync<Pick<PullRequestView, "approvals" | "objectors">>({ approvals: [], objectors: [] });
  const place = { owner, repo, pull_number: number };
  return ResultAsync.combine([callGitHub(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}", place), reviews]).map(
    ([pull, given]) => ({
      number,
      url,
      // GitHub computes it in the background and says null meanwhile.
      mergeable: pull.mergeable ?? undefined,
      shown: { title: pull.title, body: pull.body ?? "", labels: pull.labels.map(({ name }) => name) },
      ...given,
    }),
  );
}

/** What the latest review of a person says of the head. */
type Review = "approves" | "objects" | "nothing";

/** The latest review of a person counts, comments apart; see https://docs.github.com/rest/pulls/reviews. */
function readReviews(
  repository: Repository,
  { number, head, teams }: { readonly number: number; readonly head: string; readonly teams: readonly string[] },
): ResultAsync<Pick<PullRequestView, "approvals" | "objectors">, GitHubError> {
  const { client, owner, repo } = repository;
  return collectPages(`reviews of ${owner}/${repo}#${number}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      owner,
      repo,
      pull_number: number,
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
        given.map(([login, review]) =>
          mayWrite({ client, owner, repo }, login).andThen((may) =>
            (may && review === "approves" ? teamsOf(client, login, teams) : okAsync([])).map((of) => ({
              login,
              review,
              may,
              teams: of,
            })),
          ),
        ),
      ),
    )
    .map((given) => ({
      approvals: given
        .filter(({ review, may }) => may && review === "approves")
        .map(({ login, teams: of }) => ({ login, teams: of })),
      objectors: given.filter(({ review, may }) => may && review === "objects").map(({ login }) => login),
    }));
}

/**
 * Tells which teams somebody is a member of.
 *
 * @see https://docs.github.com/rest/teams/members#get-team-membership-for-a-user
 */
function teamsOf(
  client: Repository["client"],
  username: string,
  teams: readonly string[],
): ResultAsync<readonly string[], GitHubError> {
  return ResultAsync.combine(
    teams.map((team) => {
      const [org = "", team_slug = ""] = team.split("/");
      return orAbsent(
        callGitHub(client, "GET /orgs/{org}/teams/{team_slug}/memberships/{username}", { org, team_slug, username }),
      ).map((found) => (found?.state === "active" ? [team] : []));
    }),
  ).map((found) => found.flat());
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
 * Lists pull requests from a branch that were closed without merging, the newest first.
 *
 * @internal
 */
export function listClosedPullRequests(
  { client, owner, repo, fullName }: Repository,
  branch: string,
): ResultAsync<readonly { readonly number: number; readonly head: string; readonly at: string }[], GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/pulls", {
    owner,
    repo,
    state: "closed",
    head: `${owner}:${branch}`,
    per_page: PAGE_SIZE,
  }).map((pulls) =>
    pulls
      .filter(({ head, merged_at }) => merged_at === null && isSameRepository(head.repo, fullName))
      .map(({ number, head, closed_at }) => ({ number, head: head.sha, at: closed_at ?? "" })),
  );
}

/** The head's repository is null when a fork was deleted. */
function isSameRepository(repository: { readonly full_name: string } | null, fullName: string): boolean {
  return repository?.full_name.toLowerCase() === fullName.toLowerCase();
}
