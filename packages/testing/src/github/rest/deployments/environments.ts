import { notFound } from "../../http/api-problem.ts";
import { paginate } from "../../http/pagination.ts";
import { actorOf, param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import type { Environment } from "../../records/environment.ts";
import { timestamp } from "../../timestamp.ts";
import { environmentView } from "../../views/environment.ts";

/** Environments. Names are case-insensitive. */
export const environmentRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/environments",
    documentation: "https://docs.github.com/rest/deployments/environments#list-environments",
    answer: listEnvironments,
  },
  {
    route: "GET /repos/{owner}/{repo}/environments/{environment_name}",
    documentation: "https://docs.github.com/rest/deployments/environments#get-an-environment",
    answer: (request) => show(request, findEnvironment(request)),
  },
  {
    route: "PUT /repos/{owner}/{repo}/environments/{environment_name}",
    documentation: "https://docs.github.com/rest/deployments/environments#create-or-update-an-environment",
    answer: putEnvironment,
  },
];

function listEnvironments(request: RepositoryRequest): ApiReply {
  const all = [...request.repository.records.environments.values()];
  const { items, headers } = paginate(request, all);
  const environments = items.map((environment) => environmentView(request.github, request.repository, environment));
  return { status: 200, headers, body: { total_count: all.length, environments } };
}

function putEnvironment(request: RepositoryRequest): ApiReply {
  actorOf(request);
  return show(request, ensureEnvironment(request, param(request, "environment_name")));
}

/** Creates an environment unless there is one of that name; a deployment does so too. */
export function ensureEnvironment({ github, repository }: RepositoryRequest, name: string): Environment {
  const { environments } = repository.records;
  const known = environments.get(name.toLowerCase());
  if (known !== undefined) return known;
  const at = timestamp(github.now());
  const environment: Environment = { id: github.nextId(), name, createdAt: at, updatedAt: at, variables: [] };
  environments.set(name.toLowerCase(), environment);
  return environment;
}

/** Finds the environment that the path names. */
export function findEnvironment(request: RepositoryRequest): Environment {
  const name = param(request, "environment_name").toLowerCase();
  const environment = request.repository.records.environments.get(name);
  if (environment === undefined) throw notFound();
  return environment;
}

function show({ github, repository }: RepositoryRequest, environment: Environment): ApiReply {
  return { status: 200, body: environmentView(github, repository, environment) };
}
