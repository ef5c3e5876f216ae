import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import { GitHubRequestError } from "../github/errors.ts";
import { requireDeclared } from "../github/identity-mismatch.ts";
import { confirmWrite } from "../github/read-back.ts";
import { repositoryParameters } from "../github/repository.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import { refusedSuffix } from "../status/status-limits.ts";
import type { ReadStatusesOptions } from "../status/read.ts";
import type { Deployment } from "./deployment.ts";
import { findDeployment } from "./find.ts";
import type { DeploymentWrite } from "./state.ts";
import { ensureState, writeState } from "./state.ts";

/** Options of {@link ensureDeployment}. */
export interface EnsureDeploymentOptions extends ReadStatusesOptions {
  /** Clock for the pauses between two looks at GitHub. Default: the machine's. */
  readonly clock?: Clock;
}

/**
 * Makes GitHub show a deployment of the code commit and its state.
 *
 * The deployment is found by its key, the oldest of several, or created; its state goes forward, and between success and
 * failure both ways.
 * Other deployments of the environment stay as they are.
 *
 * @returns what was done, or `IDENTITY_MISMATCH`, or a {@link GitHubError}.
 * @example
 * ```ts source="./ensure.examples.ts#ensureDeployment_success"
 * const deployed = await ensureDeployment(
 *   client,
 *   {
 *     source: { repository: "acme/shop", sha: codeSha },
 *     environment: "dev",
 *     key: { release: "r-8f3a52c19e0b77d4", slot: "dev/cart", manifests },
 *     state: "success",
 *     text: "Applied and healthy",
 *     at: "2026-03-02T10:15:00Z",
 *   },
 *   { creators: ["acme-gitops[bot]"] },
 * );
 * ```
 * @see https://docs.github.com/rest/deployments/deployments
 */
export function ensureDeployment(
  client: GitHubClient,
  deployment: Deployment,
  options: EnsureDeploymentOptions,
): ResultAsync<DeploymentWrite, EnsureError> {
  const { clock = systemClock, creators } = options;
  const { source, environment, key, at } = deployment;
  const why = refusedSuffix({ at, id: key.release });
  if (why !== undefined) {
    const message = `The deployment of ${source.sha} of ${source.repository} to ${environment} was not sent: ${why}.`;
    return errAsync(new GitHubRequestError(message, { status: 422, refusal: "not-sent" }));
  }
  return findDeployment(client, deployment, creators).andThen((found) => {
    if (found !== undefined) return ensureState(client, deployment, found, clock);
    return createDeployment(client, deployment, { creators, clock }).andThen(({ id, own }) => {
      if (own !== id) return retireTwin(client, deployment, { id, own, clock });
      return deployment.state === "pending"
        ? okAsync({ code: "written" as const, id })
        : writeState(client, deployment, id, clock);
    });
  });
}

/** Who created it second leaves it to the first, and shows that its own one is none. */
function retireTwin(
  client: GitHubClient,
  deployment: Deployment,
  { id, own, clock }: { readonly id: number; readonly own: number | undefined; readonly clock: Clock },
): ResultAsync<DeploymentWrite, EnsureError> {
  const twin = { ...deployment, state: "inactive" as const, text: `The same as deployment ${id}` };
  const retired: ResultAsync<unknown, EnsureError> =
    own === undefined ? okAsync(undefined) : writeState(client, twin, own, clock);
  return retired.andThen(() => ensureState(client, deployment, id, clock));
}

function createDeployment(
  client: GitHubClient,
  deployment: Deployment,
  { creators, clock }: Required<EnsureDeploymentOptions>,
): ResultAsync<{ readonly id: number; readonly own: number | undefined }, EnsureError> {
  const { source, environment, production, transient, key } = deployment;
  let own: number | undefined;
  const created = callGitHub(client, "POST /repos/{owner}/{repo}/deployments", {
    ...repositoryParameters(source.repository),
    ref: source.sha,
    environment,
    ...(production !== undefined && { production_environment: production }),
    ...(transient !== undefined && { transient_environment: transient }),
    payload: { ...key },
    description: `${key.release} in ${key.slot}`.slice(0, 140),
    // By default GitHub merges the default branch instead of deploying, and waits for every context, ours included.
    auto_merge: false,
    required_contexts: [],
  }).andThen((answer) => {
    own = "id" in answer ? Number(answer.id) : undefined;
    return requireDeclared(creators, "creator" in answer ? answer.creator : undefined);
  });
  const what = `the deployment of ${source.sha} of ${source.repository} to ${environment}`;
  return confirmWrite(created, () => findDeployment(client, deployment, creators), { clock, what }).map((id) => ({
    id,
    own,
  }));
}
