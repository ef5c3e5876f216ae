import type { ResultAsync } from "neverthrow";
import * as v from "valibot";

import type { GitHubClient, GitHubData } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { isDeclared } from "../github/identity-mismatch.ts";
import { collectPages, PAGE_SIZE } from "../github/pages.ts";
import type { RepositoryParameters } from "../github/repository.ts";
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
  const list = `deployments of ${source.repository}`;
  const search = { ...repositoryParameters(source.repository), sha: source.sha, environment };
  return collectPages(list, (page) => readPage(client, { ...search, page })).map((deployments) => {
    // GitHub lists the newest first.
    const own = deployments.findLast(
      ({ creator, payload }) => isDeclared(creators, creator?.login) && hasKey(payload, key),
    );
    return own && Number(own.id);
  });
}

/** Tells whether one of the last hundred deployments of an environment is of this commit of the manifests. */
export function isDeployed(
  client: GitHubClient,
  {
    source,
    environment,
    key,
  }: Pick<Deployment, "source" | "environment"> & { readonly key: Omit<DeploymentKey, "release"> },
  creators: readonly string[],
): ResultAsync<boolean, GitHubError> {
  return readPage(client, { ...repositoryParameters(source.repository), environment, page: 1 }).map((deployments) =>
    deployments.some(({ creator, payload }) => isDeclared(creators, creator?.login) && hasKey(payload, key)),
  );
}

function readPage(
  client: GitHubClient,
  search: RepositoryParameters & { readonly environment: string; readonly page: number; readonly sha?: string },
): ResultAsync<GitHubData<"GET /repos/{owner}/{repo}/deployments">, GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/deployments", { ...search, per_page: PAGE_SIZE });
}

/** GitHub keeps a payload as it was sent: an object, or JSON in a string. */
function hasKey(payload: unknown, key: Omit<DeploymentKey, "release"> & Partial<DeploymentKey>): boolean {
  const parsed = v.safeParse(keySchema, typeof payload === "string" ? parseJson(payload) : payload);
  if (!parsed.success) return false;
  const { release, slot, manifests } = parsed.output;
  return (
    (key.release ?? release) === release &&
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
