import { ApiProblem } from "../../http/api-problem.ts";
import { paginate } from "../../http/pagination.ts";
import { requireString, type JsonObject } from "../../http/request-body.ts";
import { actorOf, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import type { Variable } from "../../records/environment.ts";
import { timestamp } from "../../timestamp.ts";
import { findEnvironment } from "../deployments/environments.ts";

/** Configuration variables of environments. */
export const environmentVariableRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/environments/{environment_name}/variables",
    documentation: "https://docs.github.com/rest/actions/variables#list-environment-variables",
    answer: listVariables,
  },
  {
    route: "POST /repos/{owner}/{repo}/environments/{environment_name}/variables",
    documentation: "https://docs.github.com/rest/actions/variables#create-an-environment-variable",
    answer: createVariable,
  },
];

function listVariables(request: RepositoryRequest): ApiReply {
  actorOf(request);
  const { variables } = findEnvironment(request);
  const { items, headers } = paginate(request, variables);
  return { status: 200, headers, body: { total_count: variables.length, variables: items.map(variableView) } };
}

function createVariable(request: RepositoryRequest): ApiReply {
  actorOf(request);
  const environment = findEnvironment(request);
  // GitHub keeps names in upper case.
  const name = requireString(request.body, "name").toUpperCase();
  if (environment.variables.some((variable) => variable.name === name)) {
    throw new ApiProblem(409, "Already exists - Variable already exists");
  }
  const at = timestamp(request.github.now());
  const variable: Variable = { name, value: requireString(request.body, "value"), createdAt: at, updatedAt: at };
  request.repository.records.environments.set(environment.name.toLowerCase(), {
    ...environment,
    variables: [...environment.variables, variable],
  });
  return { status: 201, body: {} };
}

function variableView({ name, value, createdAt, updatedAt }: Variable): JsonObject {
  return { name, value, created_at: createdAt, updated_at: updatedAt };
}
