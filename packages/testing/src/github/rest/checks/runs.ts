import type { Account } from "../../account.ts";
import { actIn, type Acting } from "../../acting.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { ApiProblem, notFound, unprocessable } from "../../http/api-problem.ts";
import { paginate } from "../../http/pagination.ts";
import { requireString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { latestByName, type CheckRun } from "../../records/check-run.ts";
import { timestamp } from "../../timestamp.ts";
import { appOf, checkRunView } from "../../views/check-run.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";
import { readProgress, readTexts } from "./read-check-run.ts";

/** Check runs. Only Apps write them. */
export const checkRunRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/check-runs",
    documentation: "https://docs.github.com/rest/checks/runs#create-a-check-run",
    answer: createRun,
  },
  {
    route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
    documentation: "https://docs.github.com/rest/checks/runs#update-a-check-run",
    answer: updateRun,
  },
  {
    route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    documentation: "https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference",
    answer: listRuns,
  },
];

async function createRun(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  requireApp(acting.actor);
  const { body, github, repository } = request;
  const name = requireString(body, "name");
  const sha = requireString(body, "head_sha");
  if ((await repository.git.objects.readCommit(sha)) === undefined) {
    throw unprocessable(`No commit found for SHA: ${sha}`);
  }
  const now = timestamp(github.now());
  const { login } = acting.actor;
  const siblings = [...repository.records.checkRuns.values()].filter((run) => run.sha === sha && run.creator === login);
  const run: CheckRun = {
    id: github.nextId(),
    suiteId: siblings[0]?.suiteId ?? github.nextId(),
    sha,
    creator: login,
    ...readProgress(body, { status: "queued", conclusion: null, startedAt: now, completedAt: null }, now),
    ...readTexts(body, { name, detailsUrl: null, externalId: "", output: { title: null, summary: null, text: null } }),
  };
  const view = save(acting, run, "created");
  if (run.conclusion !== null) emitEvent(acting, "check_run", { action: "completed", check_run: view });
  return { status: 201, body: view };
}

function updateRun(request: RepositoryRequest): ApiReply {
  const acting = actIn(request);
  requireApp(acting.actor);
  const { body, github, repository } = request;
  const run = repository.records.checkRuns.get(Number(param(request, "check_run_id")));
  if (run === undefined) throw notFound();
  if (run.creator !== acting.actor.login) {
    const { id } = appOf(github, { ...run, creator: acting.actor.login });
    const reason = "check run can only be modified by the GitHub App that created it.";
    throw new ApiProblem(403, `Invalid app_id \`${id}\` - ${reason}`);
  }
  const updated = { ...run, ...readProgress(body, run, timestamp(github.now())), ...readTexts(body, run) };
  const isEnd = updated.conclusion !== null && run.conclusion === null;
  return { status: 200, body: save(acting, updated, isEnd ? "completed" : undefined) };
}

async function listRuns(request: RepositoryRequest): Promise<ApiReply> {
  const { github, query, repository } = request;
  const ref = param(request, "ref");
  const sha = await resolveCommit(repository.git, ref);
  if (sha === undefined) throw unprocessable(`No commit found for SHA: ${ref}`);
  const runs = [...repository.records.checkRuns.values()].filter((run) => run.sha === sha);
  const is = (field: string, value: string): boolean => !query.has(field) || query.get(field) === value;
  const found = (query.get("filter") === "all" ? runs : latestByName(runs))
    .filter(({ name, status }) => is("check_name", name) && is("status", status))
    .filter((run) => is("app_id", String(appOf(github, run).id)))
    .sort((a, b) => b.id - a.id);
  const { items, headers } = paginate(request, found);
  const views = items.map((run) => checkRunView(github, repository, run));
  return { status: 200, headers, body: { total_count: found.length, check_runs: views } };
}

function save(
  acting: Acting,
  run: CheckRun,
  action: "completed" | "created" | undefined,
): ReturnType<typeof checkRunView> {
  const { github, repository } = acting;
  repository.records.checkRuns.set(run.id, run);
  const view = checkRunView(github, repository, run);
  if (action !== undefined) emitEvent(acting, "check_run", { action, check_run: view });
  return view;
}

function requireApp({ type }: Account): void {
  if (type !== "Bot") throw new ApiProblem(403, "You must authenticate via a GitHub App.");
}
