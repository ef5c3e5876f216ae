import { actIn } from "../../acting.ts";
import { listBetween, mergeBase } from "../../git/history.ts";
import { validationFailed, type ApiProblem } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { readBoolean, requireString } from "../../http/request-body.ts";
import { type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { emitPullEvent, headRefOf, savePull } from "../../pull-requests/pull-state.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import { timestamp } from "../../timestamp.ts";
import { changedPullRequest, pullRequestView, simplePullRequest } from "../../views/pull-request.ts";
import { readLongText } from "../long-text.ts";
import { findPull } from "./find-pull.ts";

/** Pull requests: opened, listed, read. */
export const pullRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/pulls",
    documentation: "https://docs.github.com/rest/pulls/pulls#list-pull-requests",
    answer: listPulls,
  },
  {
    route: "POST /repos/{owner}/{repo}/pulls",
    documentation: "https://docs.github.com/rest/pulls/pulls#create-a-pull-request",
    answer: createPull,
  },
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    documentation: "https://docs.github.com/rest/pulls/pulls#get-a-pull-request",
    answer: (request) => showPull(request, findPull(request, "pull_number")),
  },
];

function listPulls(request: RepositoryRequest): Promise<ApiReply> {
  const { github, query, repository } = request;
  const state = query.get("state") ?? "open";
  const base = query.get("base");
  // A head without "owner:" is no filter at all: https://docs.github.com/rest/pulls/pulls#list-pull-requests
  const head = /^[^:]+:(.+)$/.exec(query.get("head") ?? "");
  const isOwn = head?.[0].toLowerCase().startsWith(`${repository.owner.toLowerCase()}:`) ?? true;
  const found = [...repository.records.pulls.values()].filter(
    (pull) =>
      (state === "all" || pull.state === state) &&
      (base === null || pull.baseRef === base) &&
      (head === null || (isOwn && pull.headRef === head[1])),
  );
  return listReply(request, sortPulls(found, query), (pull) => simplePullRequest(github, repository, pull));
}

async function createPull(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const { git, records } = repository;
  const title = requireString(body, "title");
  const baseRef = requireString(body, "base");
  const headRef = headBranch(request, requireString(body, "head"));
  const text = readLongText(body, "PullRequest") ?? null;
  const baseSha = git.refs.read(`refs/heads/${baseRef}`);
  const headSha = headRef === undefined ? undefined : git.refs.read(`refs/heads/${headRef}`);
  if (baseSha === undefined) throw validationFailed({ resource: "PullRequest", field: "base", code: "invalid" });
  if (headRef === undefined || headSha === undefined) {
    throw validationFailed({ resource: "PullRequest", field: "head", code: "invalid" });
  }
  const open = [...records.pulls.values()].filter((pull) => pull.state === "open");
  if (open.some((pull) => pull.headRef === headRef && pull.baseRef === baseRef)) {
    // gm3dmo/the-power#175
    throw refusal(`A pull request already exists for ${repository.owner}:${headRef}.`);
  }
  if ((await mergeBase(git, baseSha, headSha)) === undefined) {
    // mislav/hub#2322
    throw refusal(`The ${headRef} branch has no history in common with ${baseRef}`);
  }
  // tgymnich/fork-sync#112
  if ((await listBetween(git, baseSha, headSha)).length === 0) {
    throw refusal(`No commits between ${baseRef} and ${headRef}`);
  }

  const at = timestamp(github.now());
  const pull = savePull(acting, {
    id: github.nextId(),
    number: records.pulls.size + 1,
    title,
    body: text,
    state: "open",
    draft: readBoolean(body, "draft") ?? false,
    author: acting.actor.login,
    headRef,
    headSha,
    baseRef,
    baseSha,
    labels: [],
    requestedReviewers: [],
    reviews: [],
    maintainerCanModify: readBoolean(body, "maintainer_can_modify") ?? false,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    merge: null,
  });
  await git.updateRef(headRefOf(pull.number), headSha, undefined);
  await emitPullEvent(acting, pull, { action: "opened" });
  return { status: 201, body: await changedPullRequest(github, repository, pull) };
}

async function showPull({ github, repository }: RepositoryRequest, pull: PullRequest): Promise<ApiReply> {
  return { status: 200, body: await pullRequestView(github, repository, pull) };
}

function refusal(message: string): ApiProblem {
  return validationFailed({ resource: "PullRequest", code: "custom", message });
}

// Only branches of this repository: there are no forks here.
function headBranch({ repository }: RepositoryRequest, head: string): string | undefined {
  const [, owner, branch] = /^([^:]+):(.+)$/.exec(head) ?? [];
  if (branch === undefined) return head;
  return owner?.toLowerCase() === repository.owner.toLowerCase() ? branch : undefined;
}

// "Default: desc when sort is created or sort is not specified, otherwise asc."
function sortPulls(pulls: readonly PullRequest[], query: URLSearchParams): readonly PullRequest[] {
  const sort = query.get("sort") ?? "created";
  const direction = query.get("direction") ?? (sort === "created" ? "desc" : "asc");
  const key = (pull: PullRequest): string => (sort === "updated" ? pull.updatedAt : pull.createdAt);
  const ascending = [...pulls].sort((a, b) => key(a).localeCompare(key(b)) || a.number - b.number);
  return direction === "desc" ? ascending.reverse() : ascending;
}
