import { actIn } from "../../acting.ts";
import { ApiProblem, notFound, unprocessable } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { readChoice, readString, requireString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { savePull } from "../../pull-requests/pull-state.ts";
import type { PullRequest, Review } from "../../records/pull-request.ts";
import { timestamp } from "../../timestamp.ts";
import { simplePullRequest } from "../../views/pull-request.ts";
import { reviewView } from "../../views/review.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";
import { findPull } from "./find-pull.ts";

/** Reviews of pull requests. */
export const pullReviewRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    documentation: "https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request",
    answer: listReviews,
  },
  {
    route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    documentation: "https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request",
    answer: createReview,
  },
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}",
    documentation: "https://docs.github.com/rest/pulls/reviews#get-a-review-for-a-pull-request",
    answer: getReview,
  },
  {
    route: "PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals",
    documentation: "https://docs.github.com/rest/pulls/reviews#dismiss-a-review-for-a-pull-request",
    answer: dismissReview,
  },
];

const STATE_OF_EVENT = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

function listReviews(request: RepositoryRequest): Promise<ApiReply> {
  const pull = findPull(request, "pull_number");
  // A review that was not submitted is seen by its author only.
  const visible = pull.reviews.filter(({ state, author }) => state !== "PENDING" || author === request.account?.login);
  return listReply(request, visible, (review) => reviewView(request, pull, review));
}

function getReview(request: RepositoryRequest): ApiReply {
  const pull = findPull(request, "pull_number");
  return { status: 200, body: reviewView(request, pull, findReview(request, pull)) };
}

async function createReview(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github } = request;
  const pull = findPull(request, "pull_number");
  const event = readChoice(body, "event", ["APPROVE", "REQUEST_CHANGES", "COMMENT"]);
  const text = readString(body, "body") ?? "";
  const { login } = acting.actor;
  const isAuthor = login === pull.author;
  // hubtty/hubtty#33
  if (isAuthor && event === "APPROVE") throw refusal("Can not approve your own pull request");
  if (isAuthor && event === "REQUEST_CHANGES") throw refusal("Can not request changes on your own pull request");
  if (text === "" && (event === "REQUEST_CHANGES" || event === "COMMENT")) {
    throw refusal(`Body is required when submitting a review with the event ${event}`);
  }

  const review: Review = {
    id: github.nextId(),
    author: login,
    state: event === undefined ? "PENDING" : STATE_OF_EVENT[event],
    body: text,
    commitSha: readString(body, "commit_id") ?? pull.headSha,
    submittedAt: event === undefined ? null : timestamp(github.now()),
  };
  const updated = savePull(acting, {
    ...pull,
    reviews: [...pull.reviews, review],
    requestedReviewers: pull.requestedReviewers.filter((requested) => event === undefined || requested !== login),
  });
  if (event !== undefined) await emitReview(request, updated, review, "submitted");
  return { status: 200, body: reviewView(request, updated, review) };
}

async function dismissReview(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body } = request;
  const pull = findPull(request, "pull_number");
  const review = findReview(request, pull);
  requireString(body, "message");
  if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED") {
    throw unprocessable(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  }
  const dismissed: Review = { ...review, state: "DISMISSED" };
  const reviews = pull.reviews.map((candidate) => (candidate.id === review.id ? dismissed : candidate));
  const updated = savePull(acting, { ...pull, reviews });
  await emitReview(request, updated, dismissed, "dismissed");
  return { status: 200, body: reviewView(request, updated, dismissed) };
}

function findReview(request: RepositoryRequest, pull: PullRequest): Review {
  const id = Number(param(request, "review_id"));
  const review = pull.reviews.find((candidate) => candidate.id === id);
  if (review === undefined) throw notFound();
  return review;
}

async function emitReview(
  request: RepositoryRequest,
  pull: PullRequest,
  review: Review,
  action: "submitted" | "dismissed",
): Promise<void> {
  const { github, repository } = request;
  emitEvent(actIn(request), "pull_request_review", {
    action,
    // Webhooks write the state in lower case: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request_review
    review: { ...reviewView(request, pull, review), state: review.state.toLowerCase() },
    pull_request: await simplePullRequest(github, repository, pull),
  });
}

function refusal(reason: string): ApiProblem {
  return new ApiProblem(422, "Unprocessable Entity", { errors: [reason] });
}
