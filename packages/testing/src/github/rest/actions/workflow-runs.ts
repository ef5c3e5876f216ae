import { notFound } from "../../http/api-problem.ts";
import { paginate } from "../../http/pagination.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import type { WorkflowRun } from "../../records/workflow-run.ts";
import { workflowRunView } from "../../views/workflow-run.ts";

/** Workflow runs. They begin with a `repository_dispatch`. */
export const workflowRunRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/actions/runs",
    documentation: "https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository",
    answer: listRuns,
  },
  {
    route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
    documentation: "https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run",
    answer: getRun,
  },
];

async function listRuns(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository, query } = request;
  const found = [...repository.records.workflowRuns.values()].reverse().filter((run) => matches(run, query));
  const { items, headers } = paginate(request, found);
  const runs = await Promise.all(items.map((run) => workflowRunView(github, repository, run)));
  return { status: 200, headers, body: { total_count: found.length, workflow_runs: runs } };
}

async function getRun(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  const run = repository.records.workflowRuns.get(Number(param(request, "run_id")));
  if (run === undefined) throw notFound();
  return { status: 200, body: await workflowRunView(github, repository, run) };
}

function matches(run: WorkflowRun, query: URLSearchParams): boolean {
  const is = (name: string, ...values: readonly (string | null)[]): boolean =>
    !query.has(name) || values.includes(query.get(name));
  return (
    is("event", run.event) &&
    is("head_sha", run.headSha) &&
    is("branch", run.headBranch) &&
    is("actor", run.actor) &&
    is("status", run.status, run.conclusion) &&
    isCreatedWithin(run.createdAt, query.get("created"))
  );
}

/**
 * Reads the date part of GitHub's search syntax.
 *
 * @see https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates
 */
function isCreatedWithin(createdAt: string, range: string | null): boolean {
  if (range === null || range === "") return true;
  const created = Date.parse(createdAt);
  const [, operator, text = range] = /^(>=|<=|>|<)(.+)$/.exec(range) ?? [];
  if (operator === ">=") return created >= Date.parse(text);
  if (operator === ">") return created > Date.parse(text);
  if (operator === "<=") return created <= endOf(text);
  if (operator === "<") return created < Date.parse(text);
  const [from = "*", to = from] = range.split("..");
  return (from === "*" || created >= Date.parse(from)) && (to === "*" || created <= endOf(to));
}

// A date without a time is the whole day.
function endOf(text: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T23:59:59Z`) : Date.parse(text);
}
