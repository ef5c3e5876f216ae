import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { IssueComment } from "../records/issue-comment.ts";
import type { PullRequest } from "../records/pull-request.ts";
import type { Repository } from "../records/repository.ts";
import { labelViews } from "./label.ts";
import { nodeId } from "./node-id.ts";
import { userByLogin } from "./simple-user.ts";

/** Shows a pull request as the issue that it also is, in `issue_comment` events. */
export function issueView(github: GitHubInstance, repository: Repository, pull: PullRequest): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}`);
  const issue = `${api}/issues/${pull.number}`;
  const html = github.links.web(`/${repository.fullName}/pull/${pull.number}`);
  const comments = [...repository.records.comments.values()].filter((c) => c.issueNumber === pull.number);
  return {
    url: issue,
    repository_url: api,
    labels_url: `${issue}/labels{/name}`,
    comments_url: `${issue}/comments`,
    events_url: `${issue}/events`,
    html_url: html,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    number: pull.number,
    title: pull.title,
    user: userByLogin(github, pull.author),
    labels: labelViews(github, repository, pull.labels),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: comments.length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: "COLLABORATOR",
    draft: pull.draft,
    body: pull.body,
    pull_request: {
      url: `${api}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.merge?.at ?? null,
    },
  };
}

/** Shows a comment. */
export function issueCommentView(github: GitHubInstance, repository: Repository, comment: IssueComment): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}/issues`);
  const html = github.links.web(`/${repository.fullName}/pull/${comment.issueNumber}`);
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url: `${api}/comments/${comment.id}`,
    html_url: `${html}#issuecomment-${comment.id}`,
    issue_url: `${api}/${comment.issueNumber}`,
    user: userByLogin(github, comment.author),
    body: comment.body,
    author_association: "COLLABORATOR",
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}
