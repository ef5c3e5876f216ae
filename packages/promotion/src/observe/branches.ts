import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import type { ResultAsync } from "neverthrow";

import type { Repository } from "../git/repository.ts";

/**
 * Lists every branch of ours with its head: proposals under `gitops/promote/`, inboxes under `gitops/inbox/`.
 *
 * @see https://docs.github.com/rest/git/refs#list-matching-references
 * @internal
 */
export function listBranches({
  client,
  owner,
  repo,
}: Repository): ResultAsync<ReadonlyMap<string, string>, GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
    owner,
    repo,
    ref: "heads/gitops/",
  }).map((refs) => new Map(refs.map(({ ref, object }) => [ref.slice("refs/heads/".length), object.sha])));
}
