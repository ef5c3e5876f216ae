import type { ResultAsync } from "neverthrow";
import * as v from "valibot";

import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { isDeclared } from "../github/identity-mismatch.ts";
import { collectPages, PAGE_SIZE } from "../github/pages.ts";
import { repositoryParameters } from "../github/repository.ts";
import type { Deployment, DeploymentKey } from "./deployment.ts";

const keySchema = v.object({
  release: v.string(),
  slot: v.string(),
  manifests: v.object({ repository: v.string(), sha: v.string() }),
});

/** Finds the id of a deployment of ours by its key, of several the oldest, so that all drivers agree; undefined for none. */
export function findDeployment(
  client: GitHubClient,
  { source, environment, key }: Deployment,
  creators: readonly string[],
): ResultAsync<number | undefined, GitHubError> {
  return collectPages(`deployments of ${source.repository}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/deployments", {
      ...repositoryParameters(source.repository),
      sha: source.sha,
      environment,
      per_page: PAGE_SIZE,
      page,
    }),
  ).map((deployments) => {
    // GitHub lists the newest first.
    const own = deployments.findLast(
      ({ creator, payload }) => isDeclared(creators, creator?.login) && hasKey(payload, key),
    );
    return own && Number(own.id);
  });
}

/** GitHub keeps a payload as it was sent: an object, or JSON in a string. */
function hasKey(payload: unknown, key: DeploymentKey): boolean {
  const parsed = v.safeParse(keySchema, typeof payload === "string" ? parseJson(payload) : payload);
  if (!parsed.success) return false;
  const { release, slot, manifests } = parsed.output;
  return (
    release === key.release &&
    slot === key.slot &&
    manifests.sha === key.manifests.sha &&
    manifests.repository.toLowerCase() === key.manifests.repository.toLowerCase()
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
