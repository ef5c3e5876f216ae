import type { JsonObject } from "../http/request-body.ts";
import type { RepositoryRequest } from "../http/route.ts";
import type { PullRequest, Review } from "../records/pull-request.ts";
import { nodeId } from "./node-id.ts";
import { userByLogin } from "./simple-user.ts";

/** Shows a review. */
export function reviewView({ github, repository }: RepositoryRequest, pull: PullRequest, review: Review): JsonObject {
  const html = `${github.links.web(`/${repository.fullName}/pull/${pull.number}`)}#pullrequestreview-${review.id}`;
  const pullRequest = github.links.rest(`/repos/${repository.fullName}/pulls/${pull.number}`);
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: userByLogin(github, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullRequest,
    author_association: "COLLABORATOR",
    _links: { html: { href: html }, pull_request: { href: pullRequest } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitSha,
  };
}
