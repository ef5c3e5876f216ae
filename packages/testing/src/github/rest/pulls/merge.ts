import { actIn, type Acting } from "../../acting.ts";
import { ApiProblem, notFound } from "../../http/api-problem.ts";
import { readChoice, readString } from "../../http/request-body.ts";
import { type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { makeMerge, MERGE_METHODS, type MergeResult } from "../../pull-requests/merge-methods.ts";
import { emitPullEvent, savePull } from "../../pull-requests/pull-state.ts";
import { pushRef } from "../../pushes/push-ref.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import { timestamp } from "../../timestamp.ts";
import { findPull } from "./find-pull.ts";

/** Merging a pull request. Its head branch stays; deleting it is up to the caller. */
export const pullMergeRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/merge",
    documentation: "https://docs.github.com/rest/pulls/pulls#check-if-a-pull-request-has-been-merged",
    answer: checkMerged,
  },
  {
    route: "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
    documentation: "https://docs.github.com/rest/pulls/pulls#merge-a-pull-request",
    answer: mergePull,
  },
];

function checkMerged(request: RepositoryRequest): ApiReply {
  if (findPull(request, "pull_number").merge === null) throw notFound();
  return { status: 204 };
}

async function mergePull(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const pull = findPull(request, "pull_number");
  const method = readChoice(body, "merge_method", MERGE_METHODS) ?? "merge";
  const expected = readString(body, "sha");
  if (pull.state === "closed") throw notMergeable();
  if (pull.draft) throw new ApiProblem(405, "Pull Request is still a draft");
  if (expected !== undefined && expected !== pull.headSha) {
    // dlang/dlang-bot#77
    throw new ApiProblem(409, "Head branch was modified. Review and try the merge again.");
  }
  const base = repository.git.refs.read(`refs/heads/${pull.baseRef}`);
  if (base === undefined) throw notMergeable();

  const result = await makeMerge(method, {
    repository,
    pull,
    base,
    actor: acting.actor,
    author: github.accounts.byLogin(pull.author) ?? acting.actor,
    title: readString(body, "commit_title"),
    message: readString(body, "commit_message"),
    now: github.now(),
  });
  if (result === undefined) {
    // chdsbd/kodiak#222
    throw method === "rebase" ? new ApiProblem(405, "This branch can't be rebased") : notMergeable();
  }
  await finish(acting, pull, base, result);
  return { status: 200, body: { sha: result.sha, merged: true, message: "Pull Request successfully merged" } };
}

async function finish(
  acting: Acting,
  pull: PullRequest,
  base: string,
  { sha, introduced }: MergeResult,
): Promise<void> {
  const at = timestamp(acting.github.now());
  // Merged first: the push to the base branch must not look like an indirect merge.
  const merged = savePull(acting, {
    ...pull,
    baseSha: base,
    state: "closed",
    closedAt: at,
    merge: { sha, at, by: acting.actor.login, introduced },
  });
  await pushRef(acting, { ref: `refs/heads/${pull.baseRef}`, from: base, to: sha });
  await emitPullEvent(acting, merged, { action: "closed" });
}

function notMergeable(): ApiProblem {
  return new ApiProblem(405, "Pull Request is not mergeable");
}
