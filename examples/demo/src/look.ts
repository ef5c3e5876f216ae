import type { GitHubClient } from "@gitops/github-reporter";

import { repositories } from "./shop.ts";

const [owner = "", shop = ""] = repositories.code.split("/");
const manifests = repositories.manifests.split("/")[1] ?? "";

/** A pull request, as far as a reader of the timeline cares. */
export interface ShownPullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly html_url: string;
  readonly merged_at: string | null;
}

/** What a person sees and does in the browser. */
export interface Look {
  /** Pull requests of the manifests repository whose branch belongs to a slot, newest first. */
  pullRequests(slot: string): Promise<readonly ShownPullRequest[]>;
  /** How many pull requests the manifests repository ever had. */
  allPullRequests(): Promise<number>;
  /** The newest commit status of each context on a code commit. */
  codeStatuses(sha: string): Promise<readonly { readonly context: string; readonly state: string }[]>;
  /** State of the newest deployment of a commit to an environment. */
  deployment(sha: string, environment: string): Promise<string | undefined>;
  approve(pullRequest: number): Promise<void>;
}

/** Looks at GitHub the way a person does, through the API. */
export function lookAt(client: GitHubClient): Look {
  const list = async (): Promise<readonly (ShownPullRequest & { readonly head: { readonly ref: string } })[]> => {
    const { data } = await client.request("GET /repos/{owner}/{repo}/pulls", {
      owner,
      repo: manifests,
      state: "all",
      per_page: 100,
    });
    return data;
  };
  return {
    pullRequests: async (slot) => (await list()).filter(({ head }) => head.ref === `gitops/promote/${slot}`),
    allPullRequests: async () => (await list()).length,
    codeStatuses: async (sha) => {
      const { data } = await client.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
        owner,
        repo: shop,
        ref: sha,
        per_page: 100,
      });
      return data.statuses;
    },
    deployment: async (sha, environment) => {
      const { data } = await client.request("GET /repos/{owner}/{repo}/deployments", {
        owner,
        repo: shop,
        sha,
        environment,
      });
      const [deployment] = data;
      if (deployment === undefined) return undefined;
      const statuses = await client.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
        owner,
        repo: shop,
        deployment_id: Number(deployment.id),
      });
      return statuses.data[0]?.state;
    },
    approve: async (pull_number) => {
      await client.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
        owner,
        repo: manifests,
        pull_number,
        event: "APPROVE",
        body: "Looks right: one image, nothing else.",
      });
    },
  };
}
