import { actIn, type Acting } from "../../acting.ts";
import { notFound } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import { invalidRequest, readBoolean, readChoice, readString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { DEPLOYMENT_STATES, type Deployment, type DeploymentStatus } from "../../records/deployment.ts";
import { timestamp } from "../../timestamp.ts";
import { deploymentStatusView, deploymentView } from "../../views/deployment.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";
import { readStatusDescription } from "../status-description.ts";
import { findDeployment } from "./deployments.ts";
import { ensureEnvironment } from "./environments.ts";

/** The states that a deployment went through. */
export const deploymentStatusRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
    documentation: "https://docs.github.com/rest/deployments/statuses#list-deployment-statuses",
    answer: listStatuses,
  },
  {
    route: "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
    documentation: "https://docs.github.com/rest/deployments/statuses#create-a-deployment-status",
    answer: createStatus,
  },
  {
    route: "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses/{status_id}",
    documentation: "https://docs.github.com/rest/deployments/statuses#get-a-deployment-status",
    answer: getStatus,
  },
];

function listStatuses(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  const deployment = findDeployment(request);
  return listReply(request, [...deployment.statuses].reverse(), (status) =>
    deploymentStatusView(github, repository, deployment, status),
  );
}

function getStatus(request: RepositoryRequest): ApiReply {
  const { github, repository } = request;
  const deployment = findDeployment(request);
  const status = deployment.statuses.find(({ id }) => id === Number(param(request, "status_id")));
  if (status === undefined) throw notFound();
  return { status: 200, body: deploymentStatusView(github, repository, deployment, status) };
}

function createStatus(request: RepositoryRequest): ApiReply {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const deployment = findDeployment(request);
  const state = readChoice(body, "state", DEPLOYMENT_STATES);
  if (state === undefined) throw invalidRequest(`"state" wasn't supplied.`);
  const status: DeploymentStatus = {
    id: github.nextId(),
    state,
    description: readStatusDescription(body, "DeploymentStatus") ?? "",
    environment: readString(body, "environment") ?? deployment.environment,
    logUrl: readString(body, "log_url") ?? readString(body, "target_url") ?? "",
    environmentUrl: readString(body, "environment_url") ?? "",
    creator: acting.actor.login,
    createdAt: timestamp(github.now()),
  };
  ensureEnvironment(request, status.environment);
  const updated = append(acting, deployment, status);
  if (state === "success" && (readBoolean(body, "auto_inactive") ?? true)) retireEarlier(acting, updated);
  return { status: 201, body: deploymentStatusView(github, repository, updated, status) };
}

// "Adds a new inactive status to all prior non-transient, non-production environment deployments with the same
// repository and environment name as the created status's deployment. An inactive status is only added to deployments
// that had a success state."
function retireEarlier(acting: Acting, current: Deployment): void {
  const { github, repository, actor } = acting;
  for (const earlier of [...repository.records.deployments.values()]) {
    const isSame = earlier.environment.toLowerCase() === current.environment.toLowerCase();
    if (earlier.id >= current.id || !isSame || earlier.transient || earlier.production) continue;
    if (earlier.statuses.at(-1)?.state !== "success") continue;
    append(acting, earlier, {
      id: github.nextId(),
      state: "inactive",
      description: "",
      environment: earlier.environment,
      logUrl: "",
      environmentUrl: "",
      creator: actor.login,
      createdAt: timestamp(github.now()),
    });
  }
}

function append(acting: Acting, deployment: Deployment, status: DeploymentStatus): Deployment {
  const { github, repository } = acting;
  const updated: Deployment = {
    ...deployment,
    environment: status.environment,
    updatedAt: status.createdAt,
    statuses: [...deployment.statuses, status],
  };
  repository.records.deployments.set(deployment.id, updated);
  emitEvent(acting, "deployment_status", {
    action: "created",
    deployment_status: deploymentStatusView(github, repository, updated, status),
    deployment: deploymentView(github, repository, updated),
  });
  return updated;
}
