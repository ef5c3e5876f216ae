import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { confirmWrite } from "../github/read-back.ts";
import { repositoryParameters } from "../github/repository.ts";
import { encodeDescription } from "../status/description.ts";
import { decideDeploymentStatus } from "./decide-status.ts";
import type { Deployment } from "./deployment.ts";

/** Says what became of a deployment: something was written, it is shown already, or GitHub shows a later state. */
export interface DeploymentWrite {
  /** What was done. */
  readonly code: "written" | "equal" | "outdated";
  /** Id of the deployment. */
  readonly id: number;
}

/** Writes the state of a deployment unless GitHub shows it, or a later one. */
export function ensureState(
  client: GitHubClient,
  deployment: Deployment,
  id: number,
  clock: Clock,
): ResultAsync<DeploymentWrite, GitHubError> {
  return readState(client, deployment, id).andThen((shown) => {
    const decision = decideDeploymentStatus(shown, deployment.state);
    return decision === "write" ? writeState(client, deployment, id, clock) : okAsync({ code: decision, id });
  });
}

/** A new deployment has no status: GitHub shows it as pending. */
function readState(client: GitHubClient, { source }: Deployment, id: number): ResultAsync<string, GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
    ...repositoryParameters(source.repository),
    deployment_id: id,
    per_page: 1,
  }).map(([newest]) => newest?.state ?? "pending");
}

/** Writes the state of a deployment, and returns once GitHub shows it. */
export function writeState(
  client: GitHubClient,
  deployment: Deployment,
  id: number,
  clock: Clock,
): ResultAsync<DeploymentWrite, GitHubError> {
  const { source, key, state, text, at, logUrl, environmentUrl } = deployment;
  const posted = callGitHub(client, "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
    ...repositoryParameters(source.repository),
    deployment_id: id,
    state,
    description: encodeDescription({ text, at, id: key.release }),
    // The default marks older deployments of the environment inactive, also those of other apps.
    auto_inactive: false,
    ...(logUrl !== undefined && { log_url: logUrl }),
    ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
  });
  const look = (): ResultAsync<true | undefined, GitHubError> =>
    readState(client, deployment, id).map((shown) => (shown === state ? true : undefined));
  const what = `the state of deployment ${id} of ${source.repository}`;
  return confirmWrite(posted, look, { clock, what }).map(() => ({ code: "written" as const, id }));
}
