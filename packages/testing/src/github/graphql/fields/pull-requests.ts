import { testMerge } from "../../pull-requests/mergeability.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import type { Repository } from "../../records/repository.ts";
import { nodeId } from "../../views/node-id.ts";
import { connect, type PageArguments } from "../connection.ts";
import { GraphQLProblem } from "../graphql-problem.ts";
import { requireGranted, type Fields } from "../scope.ts";
import {
  actorSource,
  loadCommit,
  refSource,
  type PullRequestSource,
  type RefSource,
  type RepositorySource,
  type ReviewSource,
} from "../sources.ts";

interface PullFilter extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

/** The pull requests of a repository. */
export const repositoryPullFields: Fields<RepositorySource> = {
  pullRequest({ repository }, { number }: { readonly number: number }, scope): PullRequestSource {
    requireGranted(scope, "pull_requests", "read");
    const pull = repository.records.pulls.get(number);
    if (pull === undefined) {
      throw new GraphQLProblem("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
    }
    return { __typename: "PullRequest", repository, pull };
  },
  pullRequests({ repository }, args: PullFilter, scope) {
    requireGranted(scope, "pull_requests", "read");
    const { states, baseRefName, headRefName } = args;
    const found = [...repository.records.pulls.values()].filter(
      (pull) =>
        (states ?? [stateOf(pull)]).includes(stateOf(pull)) &&
        (baseRefName ?? pull.baseRef) === pull.baseRef &&
        (headRefName ?? pull.headRef) === pull.headRef,
    );
    const sorted = sortPulls(repository, found, args.orderBy);
    return connect("pullRequests", sorted, args, (pull) => ({ __typename: "PullRequest", repository, pull }));
  },
};

export const pullRequestFields: Fields<PullRequestSource> = {
  id: ({ pull }) => nodeId("PullRequest", pull.id),
  number: ({ pull }) => pull.number,
  url: ({ repository, pull }, _args, { github }) => github.links.web(`/${repository.fullName}/pull/${pull.number}`),
  state: ({ pull }) => stateOf(pull),
  isDraft: ({ pull }) => pull.draft,
  title: ({ pull }) => pull.title,
  body: ({ pull }) => pull.body ?? "",
  author: ({ pull }, _args, { github }) => actorSource(github.accounts.byLogin(pull.author)),
  headRef: ({ repository, pull }) => branchOf(repository, pull.headRef),
  headRefName: ({ pull }) => pull.headRef,
  headRefOid: ({ pull }) => pull.headSha,
  headRepository: ({ repository }) => ({ __typename: "Repository", repository }),
  baseRef: ({ repository, pull }) => branchOf(repository, pull.baseRef),
  baseRefName: ({ pull }) => pull.baseRef,
  baseRefOid: ({ pull }) => pull.baseSha,
  async mergeable({ repository, pull }) {
    const { mergeable } = await testMerge(repository, pull);
    if (mergeable === null) return "UNKNOWN";
    return mergeable ? "MERGEABLE" : "CONFLICTING";
  },
  merged: ({ pull }) => pull.merge !== null,
  mergedAt: ({ pull }) => pull.merge?.at ?? null,
  mergeCommit: ({ repository, pull }) => (pull.merge === null ? null : loadCommit(repository, pull.merge.sha)),
  closed: ({ pull }) => pull.state === "closed",
  closedAt: ({ pull }) => pull.closedAt,
  createdAt: ({ pull }) => pull.createdAt,
  updatedAt: ({ pull }) => pull.updatedAt,
  reviews({ repository, pull }, args: PageArguments & { readonly states?: readonly string[] | null }, { account }) {
    const visible = pull.reviews.filter(
      ({ state, author }) =>
        (state !== "PENDING" || author === account.login) && (args.states ?? [state]).includes(state),
    );
    return connect("reviews", visible, args, (review) => ({ __typename: "PullRequestReview", repository, review }));
  },
};

export const reviewFields: Fields<ReviewSource> = {
  id: ({ review }) => nodeId("PullRequestReview", review.id),
  author: ({ review }, _args, { github }) => actorSource(github.accounts.byLogin(review.author)),
  state: ({ review }) => review.state,
  body: ({ review }) => review.body,
  commit: ({ repository, review }) => loadCommit(repository, review.commitSha),
  submittedAt: ({ review }) => review.submittedAt,
};

function stateOf(pull: PullRequest): "CLOSED" | "MERGED" | "OPEN" {
  if (pull.merge !== null) return "MERGED";
  return pull.state === "open" ? "OPEN" : "CLOSED";
}

function branchOf(repository: Repository, branch: string): RefSource | null {
  const sha = repository.git.refs.read(`refs/heads/${branch}`);
  return sha === undefined ? null : refSource(repository, `refs/heads/${branch}`, sha);
}

// Without an order GitHub lists the oldest first.
function sortPulls(
  { records }: Repository,
  pulls: readonly PullRequest[],
  orderBy: PullFilter["orderBy"],
): readonly PullRequest[] {
  const comments = ({ number }: PullRequest): number =>
    [...records.comments.values()].filter(({ issueNumber }) => issueNumber === number).length;
  const compare = (a: PullRequest, b: PullRequest): number => {
    if (orderBy?.field === "COMMENTS") return comments(a) - comments(b);
    return orderBy?.field === "UPDATED_AT" ? a.updatedAt.localeCompare(b.updatedAt) : 0;
  };
  const ascending = [...pulls].sort((a, b) => compare(a, b) || a.number - b.number);
  return orderBy?.direction === "DESC" ? ascending.reverse() : ascending;
}
