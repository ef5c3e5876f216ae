import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { Deployment } from "./deployment.ts";
import type { EnsureDeploymentOptions } from "./ensure.ts";
import { findDeployment } from "./find.ts";
import type { DeploymentWrite } from "./state.ts";
import { ensureState } from "./state.ts";

/** Shows a deployment that has not ended as inactive, because another one took its place; creates none. */
export function retireDeployment(
  client: GitHubClient,
  deployment: Omit<Deployment, "state">,
  { creators, clock }: Required<EnsureDeploymentOptions>,
): ResultAsync<DeploymentWrite | undefined, GitHubError> {
  const inactive = { ...deployment, state: "inactive" as const };
  return findDeployment(client, inactive, creators).andThen((id) =>
    id === undefined ? okAsync(undefined) : ensureState(client, inactive, id, clock),
  );
}
