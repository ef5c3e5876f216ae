import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { CommitStatus } from "../records/commit-status.ts";
import type { Repository } from "../records/repository.ts";
import { nodeId } from "./node-id.ts";
import { userByLogin } from "./simple-user.ts";

/** Shows a status in the combined status, where GitHub leaves the creator out. */
export function simpleCommitStatus(github: GitHubInstance, repository: Repository, status: CommitStatus): JsonObject {
  const creator = github.accounts.byLogin(status.creator);
  return {
    url: github.links.rest(`/repos/${repository.fullName}/statuses/${status.sha}`),
    avatar_url: github.links.web(`/avatars/${creator?.id ?? 0}`),
    id: status.id,
    node_id: nodeId("StatusContext", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

/** Shows a status with its creator. */
export function commitStatus(github: GitHubInstance, repository: Repository, status: CommitStatus): JsonObject {
  return { ...simpleCommitStatus(github, repository, status), creator: userByLogin(github, status.creator) };
}
