import type { Octokit } from "@octokit/core";
import type { EndpointKeys, Endpoints, RequestParameters } from "@octokit/types";
import { ResultAsync } from "neverthrow";

import type { GitHubError } from "./errors.ts";
import { toGitHubError } from "./failure.ts";

/** Sends requests to GitHub: any Octokit fits, `createGitHubClient` makes one with safe settings. */
export type GitHubClient = Pick<Octokit, "request">;

/** Names a REST operation as GitHub's documentation does, e.g. `POST /repos/{owner}/{repo}/statuses/{sha}`. */
export type GitHubRoute = EndpointKeys;

/** Lists the path, query and body parameters of a route; `request.signal` aborts. */
export type GitHubParameters<R extends GitHubRoute> = Endpoints[R]["parameters"] & RequestParameters;

/** Describes the body of a route's successful answer. */
export type GitHubData<R extends GitHubRoute> = Endpoints[R]["response"]["data"];

/**
 * Sends one request to GitHub and turns whatever Octokit throws into a typed error.
 *
 * @returns the body of the answer, or `GITHUB_REQUEST_FAILED`, `GITHUB_RATE_LIMITED`, `GITHUB_UNAVAILABLE`.
 * @example
 * ```ts source="./call.examples.ts#callGitHub_basic"
 * const commit = await callGitHub(client, "GET /repos/{owner}/{repo}/commits/{ref}", {
 *   owner: "acme",
 *   repo: "shop",
 *   ref: "main",
 * });
 * const sha = commit.map((data) => data.sha);
 * ```
 * @see https://docs.github.com/rest
 */
export function callGitHub<R extends GitHubRoute>(
  client: GitHubClient,
  route: R,
  parameters: GitHubParameters<R>,
): ResultAsync<GitHubData<R>, GitHubError> {
  return readAnswer(client, route, parameters).map(({ data }) => data);
}

/** An answer with its headers, which tell about the token and the server. */
export interface GitHubAnswer<R extends GitHubRoute> {
  readonly data: GitHubData<R>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends one request as {@link callGitHub} does, and returns the headers of the answer as well. */
export function readAnswer<R extends GitHubRoute>(
  client: GitHubClient,
  route: R,
  parameters: GitHubParameters<R>,
): ResultAsync<GitHubAnswer<R>, GitHubError> {
  // Octokit types the answer by route as well, but TypeScript cannot follow that through a generic route.
  const send = client.request as (route: string, parameters: RequestParameters) => Promise<GitHubAnswer<R>>;
  const request = ResultAsync.fromThrowable(
    () => send(route, parameters),
    (thrown) => toGitHubError(thrown, route, parameters),
  );
  return request();
}
