import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { testMerge, type Mergeability } from "../pull-requests/mergeability.ts";
import { pullCommits, pullFiles } from "../pull-requests/pull-range.ts";
import { latestByName, rollUp } from "../records/check-run.ts";
import { latestByContext } from "../records/commit-status.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";
import { labelViews } from "./label.ts";
import { nodeId } from "./node-id.ts";
import { repositoryOwner } from "./repository-owner.ts";
import { fullRepository } from "./repository.ts";
import { userByLogin } from "./simple-user.ts";
import { teamViews } from "./team.ts";

/**
 * Shows a pull request in lists.
 *
 * @see https://docs.github.com/rest/pulls/pulls#list-pull-requests
 */
export async function simplePullRequest(
  github: GitHubInstance,
  repository: Repository,
  pull: PullRequest,
): Promise<JsonObject> {
  return simpleView(github, repository, pull, await testMerge(repository, pull));
}

/**
 * Shows a pull request that was asked for by number, with the outcome of a test merge.
 *
 * @see https://docs.github.com/rest/pulls/pulls#get-a-pull-request
 */
export async function pullRequestView(
  github: GitHubInstance,
  repository: Repository,
  pull: PullRequest,
): Promise<JsonObject> {
  return fullView(github, repository, pull, await testMerge(repository, pull));
}

/** Shows a pull request that has just changed: GitHub starts the test merge in the background, and the answer is null. */
export function changedPullRequest(
  github: GitHubInstance,
  repository: Repository,
  pull: PullRequest,
): Promise<JsonObject> {
  return fullView(github, repository, pull, { mergeable: null, testMergeSha: null });
}

async function fullView(
  github: GitHubInstance,
  repository: Repository,
  pull: PullRequest,
  tested: Mergeability,
): Promise<JsonObject> {
  const files = await pullFiles(repository, pull);
  return {
    ...simpleView(github, repository, pull, tested),
    merged: pull.merge !== null,
    mergeable: tested.mergeable,
    rebaseable: tested.mergeable,
    mergeable_state: mergeableState(repository, pull, tested),
    merged_by: userByLogin(github, pull.merge?.by ?? null),
    comments: [...repository.records.comments.values()].filter((c) => c.issueNumber === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: (await pullCommits(repository, pull)).length,
    additions: files.reduce((total, { additions }) => total + additions, 0),
    deletions: files.reduce((total, { deletions }) => total + deletions, 0),
    changed_files: files.length,
  };
}

// The values are those of GraphQL's MergeStateStatus: https://docs.github.com/graphql/reference/enums#mergestatestatus
function mergeableState(repository: Repository, pull: PullRequest, { mergeable }: Mergeability): string {
  if (mergeable === null) return "unknown";
  if (!mergeable) return "dirty";
  if (pull.draft) return "draft";
  const statuses = latestByContext(repository.records.statuses.get(pull.headSha) ?? []);
  const runs = latestByName([...repository.records.checkRuns.values()].filter(({ sha }) => sha === pull.headSha));
  const isGreen = statuses.length + runs.length === 0 || rollUp(statuses, runs) === "success";
  return isGreen ? "clean" : "unstable";
}

function simpleView(
  github: GitHubInstance,
  repository: Repository,
  pull: PullRequest,
  { testMergeSha }: Mergeability,
): JsonObject {
  const { fullName } = repository;
  const api = github.links.rest(`/repos/${fullName}/pulls/${pull.number}`);
  const issue = github.links.rest(`/repos/${fullName}/issues/${pull.number}`);
  const html = github.links.web(`/${fullName}/pull/${pull.number}`);
  const statuses = github.links.rest(`/repos/${fullName}/statuses/${pull.headSha}`);
  const reviewComment = github.links.rest(`/repos/${fullName}/pulls/comments{/number}`);
  return {
    url: api,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${api}/commits`,
    review_comments_url: `${api}/comments`,
    review_comment_url: reviewComment,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userByLogin(github, pull.author),
    body: pull.body,
    labels: labelViews(github, repository, pull.labels),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merge?.at ?? null,
    merge_commit_sha: pull.merge?.sha ?? testMergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedReviewers.map((login) => userByLogin(github, login)),
    requested_teams: teamViews(github, repository.owner, pull.requestedTeams ?? []),
    head: branchView(github, repository, pull.headRef, pull.headSha),
    base: branchView(github, repository, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: api },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${api}/comments` },
      review_comment: { href: reviewComment },
      commits: { href: `${api}/commits` },
      statuses: { href: statuses },
    },
    author_association: "COLLABORATOR",
    auto_merge: null,
    draft: pull.draft,
  };
}

function branchView(github: GitHubInstance, repository: Repository, ref: string, sha: string): JsonObject {
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: repositoryOwner(github, repository.owner),
    repo: fullRepository(github, repository),
  };
}
