import type { ResultAsync } from "neverthrow";
import { err, ok } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { PAGE_SIZE } from "../github/pages.ts";
import { repositoryParameters } from "../github/repository.ts";

// The workflow runs list answers at most 1,000 results to a filtered question.
const MAX_PAGES = 10;

/** Says which run is looked for. */
export interface RunSearch {
  /** Identity of the dispatch, which its title has. */
  readonly id: string;
  /** Time before which it cannot have begun, RFC 3339. */
  readonly since: string;
  /** What starts it. */
  readonly event: "repository_dispatch" | "workflow_dispatch";
}

/**
 * Looks for the workflow run that a dispatch started: one whose title has the id.
 *
 * The dispatch API returns no id, so a title is the only way to read a dispatch back: workflows need
 * `run-name: ${{ github.event.client_payload.id }}`, with or without more text.
 *
 * @returns whether there is one; false as well when the token may not read the runs, for then nothing is known.
 * @see https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository
 */
export function hasRun(client: GitHubClient, repository: string, search: RunSearch): ResultAsync<boolean, GitHubError> {
  return searchPage(client, repository, { ...search, page: 1 }).orElse((error) =>
    error.code === "GITHUB_REQUEST_FAILED" && (error.status === 403 || error.status === 404) ? ok(false) : err(error),
  );
}

function searchPage(
  client: GitHubClient,
  repository: string,
  search: RunSearch & { readonly page: number },
): ResultAsync<boolean, GitHubError> {
  const { id, since, event, page } = search;
  return callGitHub(client, "GET /repos/{owner}/{repo}/actions/runs", {
    ...repositoryParameters(repository),
    event,
    created: `>=${since}`,
    per_page: PAGE_SIZE,
    page,
  }).andThen(({ workflow_runs: runs }) => {
    if (runs.some((run) => hasInTitle(run.display_title, id))) return ok(true);
    if (runs.length < PAGE_SIZE || page === MAX_PAGES) return ok(false);
    return searchPage(client, repository, { ...search, page: page + 1 });
  });
}

/** Tells whether an id stands in a title, and not only the beginning of a longer one: `r-1-dev` is none of `r-1-dev-tests`. */
export function hasInTitle(title: string, id: string): boolean {
  return title.split(id).some((rest, index) => index > 0 && !/^(?:[\w-]|\.\w)/.test(rest));
}
