import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Environment } from "../records/environment.ts";
import type { Repository } from "../records/repository.ts";
import { nodeId } from "./node-id.ts";

/** Shows an environment; none has protection rules yet. */
export function environmentView(github: GitHubInstance, repository: Repository, environment: Environment): JsonObject {
  const name = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: nodeId("Environment", environment.id),
    name: environment.name,
    url: github.links.rest(`/repos/${repository.fullName}/environments/${name}`),
    html_url: github.links.web(`/${repository.fullName}/deployments/activity_log?environments_filter=${name}`),
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
