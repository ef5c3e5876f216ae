import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Deployment, DeploymentStatus } from "../records/deployment.ts";
import type { Repository } from "../records/repository.ts";
import { nodeId } from "./node-id.ts";
import { userByLogin } from "./simple-user.ts";

/** Shows a deployment. */
export function deploymentView(github: GitHubInstance, repository: Repository, deployment: Deployment): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}`);
  return {
    url: `${api}/deployments/${deployment.id}`,
    id: deployment.id,
    node_id: nodeId("Deployment", deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    creator: userByLogin(github, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${api}/deployments/${deployment.id}/statuses`,
    repository_url: api,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: null,
  };
}

/** Shows one state of a deployment. */
export function deploymentStatusView(
  github: GitHubInstance,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}`);
  const self = `${api}/deployments/${deployment.id}`;
  return {
    url: `${self}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId("DeploymentStatus", status.id),
    state: status.state,
    creator: userByLogin(github, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    log_url: status.logUrl,
    environment_url: status.environmentUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: self,
    repository_url: api,
    performed_via_github_app: null,
  };
}
