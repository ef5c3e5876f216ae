import { isAncestor } from "../../git/history.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { unprocessable } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { pullCommits } from "../../pull-requests/pull-range.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import { settingsOf } from "../../records/repository.ts";
import { simplePullRequest } from "../../views/pull-request.ts";

/** The way back from a commit to its pull request. */
export const commitPullRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    documentation: "https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit",
    answer: listPulls,
  },
];

// "Lists the merged pull request that introduced the commit to the repository. If the commit is not present in the
// default branch, it will return merged and open pull requests associated with the commit."
async function listPulls(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  const { git, records } = repository;
  const name = param(request, "commit_sha");
  const sha = await resolveCommit(git, name);
  if (sha === undefined) throw unprocessable(`No commit found for SHA: ${name}`);
  const pulls = [...records.pulls.values()];
  const tip = git.refs.read(`refs/heads/${settingsOf(repository).defaultBranch}`);
  const isOnDefaultBranch = tip !== undefined && (await isAncestor(git, sha, tip));
  const found = isOnDefaultBranch
    ? pulls.filter(({ merge }) => merge?.introduced.includes(sha) === true)
    : await containing(request, pulls, sha);
  return listReply(request, found, (pull) => simplePullRequest(github, repository, pull));
}

async function containing(
  { repository }: RepositoryRequest,
  pulls: readonly PullRequest[],
  sha: string,
): Promise<readonly PullRequest[]> {
  const found: PullRequest[] = [];
  for (const pull of pulls) {
    if (pull.state === "closed" && pull.merge === null) continue;
    const commits = await pullCommits(repository, pull);
    if (commits.includes(sha) || pull.merge?.introduced.includes(sha) === true) found.push(pull);
  }
  return found;
}
