import { actIn } from "../../acting.ts";
import { notFound } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { invalidRequest } from "../../http/request-body.ts";
import { actorOf, param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import type { IssueComment } from "../../records/issue-comment.ts";
import { timestamp } from "../../timestamp.ts";
import { issueCommentView, issueView } from "../../views/issue.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";
import { readLongText } from "../long-text.ts";
import { findPull } from "../pulls/find-pull.ts";

/** Comments in the conversation of a pull request, which GitHub serves as an issue. */
export const issueCommentRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    documentation: "https://docs.github.com/rest/issues/comments#list-issue-comments",
    answer: listComments,
  },
  {
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    documentation: "https://docs.github.com/rest/issues/comments#create-an-issue-comment",
    answer: createComment,
  },
  {
    route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
    documentation: "https://docs.github.com/rest/issues/comments#get-an-issue-comment",
    answer: (request) => ({ status: 200, body: show(request, findComment(request)) }),
  },
  {
    route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
    documentation: "https://docs.github.com/rest/issues/comments#update-an-issue-comment",
    answer: updateComment,
  },
  {
    route: "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
    documentation: "https://docs.github.com/rest/issues/comments#delete-an-issue-comment",
    answer: deleteComment,
  },
];

function listComments(request: RepositoryRequest): Promise<ApiReply> {
  const { number } = findPull(request, "issue_number");
  const since = request.query.get("since");
  const comments = [...request.repository.records.comments.values()].filter(
    (comment) =>
      comment.issueNumber === number && (since === null || Date.parse(comment.updatedAt) >= Date.parse(since)),
  );
  return listReply(request, comments, (comment) => show(request, comment));
}

function createComment(request: RepositoryRequest): ApiReply {
  const { actor } = actIn(request);
  const { number } = findPull(request, "issue_number");
  const at = timestamp(request.github.now());
  const comment: IssueComment = {
    id: request.github.nextId(),
    issueNumber: number,
    author: actor.login,
    body: requireText(request),
    createdAt: at,
    updatedAt: at,
  };
  request.repository.records.comments.set(comment.id, comment);
  emit(request, comment, "created");
  return { status: 201, body: show(request, comment) };
}

function updateComment(request: RepositoryRequest): ApiReply {
  actorOf(request);
  const comment = findComment(request);
  const updated = { ...comment, body: requireText(request), updatedAt: timestamp(request.github.now()) };
  request.repository.records.comments.set(comment.id, updated);
  emit(request, updated, "edited");
  return { status: 200, body: show(request, updated) };
}

function deleteComment(request: RepositoryRequest): ApiReply {
  actorOf(request);
  const comment = findComment(request);
  request.repository.records.comments.delete(comment.id);
  emit(request, comment, "deleted");
  return { status: 204 };
}

function findComment(request: RepositoryRequest): IssueComment {
  const comment = request.repository.records.comments.get(Number(param(request, "comment_id")));
  if (comment === undefined) throw notFound();
  return comment;
}

function requireText({ body }: RepositoryRequest): string {
  const text = readLongText(body, "IssueComment");
  if (text === undefined) throw invalidRequest(`"body" wasn't supplied.`);
  return text;
}

function emit(request: RepositoryRequest, comment: IssueComment, action: "created" | "edited" | "deleted"): void {
  const { github, repository } = request;
  const pull = repository.records.pulls.get(comment.issueNumber);
  if (pull === undefined) return;
  emitEvent(actIn(request), "issue_comment", {
    action,
    issue: issueView(github, repository, pull),
    comment: show(request, comment),
  });
}

function show({ github, repository }: RepositoryRequest, comment: IssueComment): unknown {
  return issueCommentView(github, repository, comment);
}
