import type { GitHubClient } from "./call.ts";

/** A client for every repository, or one for each: repositories may belong to different installations of an App. */
export type GitHubClients = GitHubClient | ((repository: string) => GitHubClient);

/**
 * Picks the client for a repository.
 *
 * @param repository - `owner/name`.
 * @example
 * ```ts source="./clients.examples.ts#clientFor_repository"
 * const commit = await callGitHub(clientFor(clients, "acme/shop"), "GET /repos/{owner}/{repo}/commits/{ref}", {
 *   owner: "acme",
 *   repo: "shop",
 *   ref: "main",
 * });
 * ```
 */
export function clientFor(clients: GitHubClients, repository: string): GitHubClient {
  return typeof clients === "function" ? clients(repository) : clients;
}
