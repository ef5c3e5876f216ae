import { actIn } from "../../acting.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { notFound, unprocessable } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { invalidRequest, isJsonObject, readBoolean, readString, requireString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import type { Deployment } from "../../records/deployment.ts";
import { timestamp } from "../../timestamp.ts";
import { deploymentView } from "../../views/deployment.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";
import { mergeDefaultBranch, requireContexts } from "./conditions.ts";
import { ensureEnvironment } from "./environments.ts";

/** Deployments: requests to deploy a revision to an environment. */
export const deploymentRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/deployments",
    documentation: "https://docs.github.com/rest/deployments/deployments#list-deployments",
    answer: listDeployments,
  },
  {
    route: "POST /repos/{owner}/{repo}/deployments",
    documentation: "https://docs.github.com/rest/deployments/deployments#create-a-deployment",
    answer: createDeployment,
  },
  {
    route: "GET /repos/{owner}/{repo}/deployments/{deployment_id}",
    documentation: "https://docs.github.com/rest/deployments/deployments#get-a-deployment",
    answer: getDeployment,
  },
];

function listDeployments(request: RepositoryRequest): Promise<ApiReply> {
  const { github, query, repository } = request;
  const is = (name: string, value: string): boolean => !query.has(name) || query.get(name) === value;
  const found = [...repository.records.deployments.values()].reverse().filter(({ sha, ref, task, environment }) => {
    return is("sha", sha) && is("ref", ref) && is("task", task) && is("environment", environment);
  });
  return listReply(request, found, (deployment) => deploymentView(github, repository, deployment));
}

async function createDeployment(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const ref = requireString(body, "ref");
  const environment = readString(body, "environment") ?? "production";
  const payload = readPayload(request);
  const sha = await resolveCommit(repository.git, ref);
  if (sha === undefined) throw unprocessable(`No ref found for: ${ref}`);
  if (readBoolean(body, "auto_merge") ?? true) {
    const merged = await mergeDefaultBranch(acting, ref, sha);
    if (merged !== undefined) return merged;
  }
  requireContexts(request, ref, sha);

  const at = timestamp(github.now());
  const deployment: Deployment = {
    id: github.nextId(),
    sha,
    ref,
    task: readString(body, "task") ?? "deploy",
    payload,
    originalEnvironment: environment,
    environment,
    description: readString(body, "description") ?? null,
    creator: acting.actor.login,
    transient: readBoolean(body, "transient_environment") ?? false,
    production: readBoolean(body, "production_environment") ?? environment === "production",
    createdAt: at,
    updatedAt: at,
    statuses: [],
  };
  repository.records.deployments.set(deployment.id, deployment);
  ensureEnvironment(request, environment);
  const view = deploymentView(github, repository, deployment);
  emitEvent(acting, "deployment", { action: "created", deployment: view });
  return { status: 201, body: view };
}

function getDeployment(request: RepositoryRequest): ApiReply {
  const { github, repository } = request;
  return { status: 200, body: deploymentView(github, repository, findDeployment(request)) };
}

/** Finds the deployment that the path names. */
export function findDeployment(request: RepositoryRequest): Deployment {
  const deployment = request.repository.records.deployments.get(Number(param(request, "deployment_id")));
  if (deployment === undefined) throw notFound();
  return deployment;
}

function readPayload({ body }: RepositoryRequest): unknown {
  const payload = body["payload"] ?? {};
  if (typeof payload === "string" || isJsonObject(payload)) return payload;
  throw invalidRequest(`For 'properties/payload', ${JSON.stringify(payload)} is not a string or an object.`);
}
