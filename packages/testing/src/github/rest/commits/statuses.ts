import { actIn, type Acting } from "../../acting.ts";
import { isFullSha } from "../../git/git-object.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { notFound, unprocessable, validationFailed } from "../../http/api-problem.ts";
import { listReply, paginate } from "../../http/pagination.ts";
import { invalidRequest, readChoice, readString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { COMMIT_STATES, combine, latestByContext, type CommitStatus } from "../../records/commit-status.ts";
import { timestamp } from "../../timestamp.ts";
import { simpleCommitStatus, commitStatus } from "../../views/commit-status.ts";
import { minimalRepository } from "../../views/repository.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";
import { readStatusDescription } from "../status-description.ts";
import { showCommit } from "./commits.ts";

/** Commit statuses: an append-only list for each commit, of which the latest of each context counts. */
export const commitStatusRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/statuses/{sha}",
    documentation: "https://docs.github.com/rest/commits/statuses#create-a-commit-status",
    answer: createStatus,
  },
  {
    route: "GET /repos/{owner}/{repo}/commits/{ref}/statuses",
    documentation: "https://docs.github.com/rest/commits/statuses#list-commit-statuses-for-a-reference",
    answer: listStatuses,
  },
  {
    route: "GET /repos/{owner}/{repo}/commits/{ref}/status",
    documentation: "https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference",
    answer: getCombinedStatus,
  },
];

/** https://docs.github.com/rest/commits/statuses#create-a-commit-status: "1000 statuses per sha and context". */
const MOST_STATUSES_PER_CONTEXT = 1000;
const LONGEST_CONTEXT = 255;

async function createStatus(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const state = readChoice(body, "state", COMMIT_STATES);
  if (state === undefined) throw invalidRequest(`"state" wasn't supplied.`);
  const description = readStatusDescription(body, "Status") ?? null;
  const sha = param(request, "sha");
  if (!isFullSha(sha) || (await repository.git.objects.readCommit(sha)) === undefined) {
    // rust-lang/homu#141
    throw unprocessable(`No commit found for SHA: ${sha}`);
  }

  const context = readString(body, "context") ?? "default";
  if (Array.from(context).length > LONGEST_CONTEXT) {
    // runatlantis/atlantis#2506
    const message = `context is too long (maximum is ${LONGEST_CONTEXT} characters)`;
    throw validationFailed({ resource: "Status", code: "custom", field: "context", message });
  }
  const earlier = repository.records.statuses.get(sha) ?? [];
  if (earlier.filter((status) => sameContext(status, context)).length >= MOST_STATUSES_PER_CONTEXT) {
    // palantir/policy-bot#470
    throw validationFailed({
      resource: "Status",
      code: "custom",
      message: "This SHA and context has reached the maximum number of statuses.",
    });
  }
  const status: CommitStatus = {
    id: github.nextId(),
    sha,
    state,
    context,
    description,
    targetUrl: readString(body, "target_url") ?? null,
    creator: acting.actor.login,
    createdAt: timestamp(github.now()),
  };
  repository.records.statuses.set(sha, [...earlier, status]);
  if (github.webhooks.isWanted(repository.fullName, "status")) await emitStatus(acting, request, status);
  return { status: 201, body: commitStatus(github, repository, status) };
}

async function listStatuses(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  const sha = await requireCommit(request);
  const newestFirst = [...(repository.records.statuses.get(sha) ?? [])].reverse();
  return listReply(request, newestFirst, (status) => commitStatus(github, repository, status));
}

async function getCombinedStatus(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  const sha = await requireCommit(request);
  const latest = latestByContext(repository.records.statuses.get(sha) ?? []);
  const { items, headers } = paginate(request, latest);
  const api = github.links.rest(`/repos/${repository.fullName}/commits/${sha}`);
  return {
    status: 200,
    headers,
    body: {
      state: combine(latest.map(({ state }) => state)),
      statuses: items.map((status) => simpleCommitStatus(github, repository, status)),
      sha,
      total_count: latest.length,
      repository: minimalRepository(github, repository),
      commit_url: api,
      url: `${api}/status`,
    },
  };
}

async function requireCommit(request: RepositoryRequest): Promise<string> {
  const sha = await resolveCommit(request.repository.git, param(request, "ref"));
  if (sha === undefined) throw notFound("Ref not found");
  return sha;
}

function sameContext(status: CommitStatus, context: string): boolean {
  return status.context.toLowerCase() === context.toLowerCase();
}

async function emitStatus(acting: Acting, request: RepositoryRequest, status: CommitStatus): Promise<void> {
  const { github, repository } = acting;
  const { sha, createdAt } = status;
  const { git } = repository;
  const heads = [...git.refs.list("refs/heads/")].filter(([, tip]) => tip === sha);
  const url = github.links.rest(`/repos/${repository.fullName}/commits/${sha}`);
  emitEvent(acting, "status", {
    id: status.id,
    sha,
    name: repository.fullName,
    context: status.context,
    description: status.description,
    state: status.state,
    target_url: status.targetUrl,
    commit: await showCommit(request, sha),
    branches: heads.map(([ref]) => ({ name: ref.slice("refs/heads/".length), commit: { sha, url }, protected: false })),
    created_at: createdAt,
    updated_at: createdAt,
  });
}
