import { actIn } from "../../acting.ts";
import { notFound, unprocessable } from "../../http/api-problem.ts";
import { invalidRequest, readBoolean, readObject, requireString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";

/** `workflow_dispatch`: starts one workflow, and may say which run that is. */
export const workflowRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
    documentation: "https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event",
    answer: dispatch,
  },
];

const MOST_INPUTS = 25;

function dispatch(request: RepositoryRequest): ApiReply {
  const { actor } = actIn(request);
  const { body, github, repository } = request;
  const ref = requireString(body, "ref");
  const inputs = Object.entries(readObject(body, "inputs") ?? {}).map(
    ([name, value]) => [name, String(value)] as const,
  );
  if (inputs.length > MOST_INPUTS) {
    throw invalidRequest(`No more than ${MOST_INPUTS} properties are allowed; ${inputs.length} were supplied.`);
  }
  const branch = ref.replace(/^refs\/heads\//, "");
  const sha = repository.git.refs.read(`refs/heads/${branch}`) ?? repository.git.refs.read(`refs/tags/${branch}`);
  const file = param(request, "workflow_id");
  if (!github.workflows.hasFile(repository, file)) throw notFound();
  if (sha === undefined) throw unprocessable(`No ref found for: ${ref}`);
  const run = github.workflows.dispatchFile(repository, actor, {
    file,
    ref: branch,
    sha,
    inputs: Object.fromEntries(inputs),
  });
  if (readBoolean(body, "return_run_details") !== true) return { status: 204 };
  const path = `/${repository.fullName}/actions/runs/${run.id}`;
  return {
    status: 200,
    body: {
      workflow_run_id: run.id,
      run_url: github.links.rest(`/repos${path}`),
      html_url: github.links.web(path),
    },
  };
}
