import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { Deployment } from "./deployment.ts";
import type { EnsureDeploymentOptions } from "./ensure.ts";
import { findDeployment } from "./find.ts";
import type { DeploymentWrite } from "./state.ts";
import { ensureState } from "./state.ts";

/** Makes GitHub show the state of a deployment where there is one; creates none. */
export function updateDeployment(
  client: GitHubClient,
  deployment: Deployment,
  { creators, clock }: Required<EnsureDeploymentOptions>,
): ResultAsync<DeploymentWrite | undefined, GitHubError> {
  return findDeployment(client, deployment, creators).andThen((id) =>
    id === undefined ? okAsync(undefined) : ensureState(client, deployment, id, clock),
  );
}
