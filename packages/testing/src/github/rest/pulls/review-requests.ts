import { actIn } from "../../acting.ts";
import { unprocessable } from "../../http/api-problem.ts";
import { readStrings } from "../../http/request-body.ts";
import { type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { emitPullEvent, savePull } from "../../pull-requests/pull-state.ts";
import { simplePullRequest } from "../../views/pull-request.ts";
import { userByLogin } from "../../views/simple-user.ts";
import { teamView, teamViews } from "../../views/team.ts";
import { findPull } from "./find-pull.ts";

/** Requests for review. */
export const reviewRequestRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    documentation: "https://docs.github.com/rest/pulls/review-requests#get-all-requested-reviewers-for-a-pull-request",
    answer: listRequests,
  },
  {
    route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    documentation: "https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request",
    answer: requestReviewers,
  },
  {
    route: "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    documentation: "https://docs.github.com/rest/pulls/review-requests#remove-requested-reviewers-from-a-pull-request",
    answer: removeRequests,
  },
];

function listRequests(request: RepositoryRequest): ApiReply {
  const { github, repository } = request;
  const { requestedReviewers, requestedTeams = [] } = findPull(request, "pull_number");
  const users = requestedReviewers.map((login) => userByLogin(github, login));
  return { status: 200, body: { users, teams: teamViews(github, repository.owner, requestedTeams) } };
}

async function requestReviewers(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const pull = findPull(request, "pull_number");
  const asked = (readStrings(body, "reviewers") ?? []).map((login) => github.accounts.byLogin(login)?.login ?? "");
  if (asked.includes(pull.author)) {
    // peter-evans/create-pull-request#1835
    throw unprocessable("Review cannot be requested from pull request author.");
  }
  const teams = (readStrings(body, "team_reviewers") ?? []).map((slug) => github.teams.bySlug(repository.owner, slug));
  if (asked.includes("") || teams.includes(undefined)) {
    const place = `the ${repository.fullName} repository`;
    throw unprocessable(
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of ${place}.`,
    );
  }
  const found = teams.filter((team) => team !== undefined);
  const updated = savePull(acting, {
    ...pull,
    requestedReviewers: [...new Set([...pull.requestedReviewers, ...asked])],
    requestedTeams: [...new Set([...(pull.requestedTeams ?? []), ...found.map(({ slug }) => slug)])],
  });
  for (const login of asked) {
    const requested = userByLogin(github, login);
    await emitPullEvent(acting, updated, {
      action: "review_requested",
      requested_reviewer: requested,
    });
  }
  for (const team of found) {
    await emitPullEvent(acting, updated, { action: "review_requested", requested_team: teamView(github, team) });
  }
  return { status: 201, body: await simplePullRequest(github, repository, updated) };
}

async function removeRequests(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const pull = findPull(request, "pull_number");
  const removed = (readStrings(body, "reviewers") ?? []).map((login) => login.toLowerCase());
  const requestedReviewers = pull.requestedReviewers.filter((login) => !removed.includes(login.toLowerCase()));
  const removedTeams = (readStrings(body, "team_reviewers") ?? []).map((slug) => slug.toLowerCase());
  const requestedTeams = pull.requestedTeams?.filter((slug) => !removedTeams.includes(slug.toLowerCase())) ?? [];
  const updated = savePull(acting, { ...pull, requestedReviewers, requestedTeams });
  return { status: 200, body: await simplePullRequest(github, repository, updated) };
}
