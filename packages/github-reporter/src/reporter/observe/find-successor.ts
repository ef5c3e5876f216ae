import type { ResultAsync } from "neverthrow";

import { callGitHub } from "../../github/call.ts";
import type { GitHubError } from "../../github/errors.ts";
import { repositoryParameters } from "../../github/repository.ts";
import { lockPath } from "../../lock/read.ts";
import type { BatchReport } from "../batch-report.ts";
import type { ObservePorts } from "../ports.ts";

/** Finds the commit by which the branch carries something else in the slot; undefined while the report's is live. */
export function findSuccessor(
  { client }: Pick<ObservePorts, "client">,
  { target: { repository, path, branch }, location: { commit } }: BatchReport,
): ResultAsync<string | undefined, GitHubError> {
  return callGitHub(client(repository), "GET /repos/{owner}/{repo}/commits", {
    ...repositoryParameters(repository),
    ...(path !== undefined && { path: lockPath({ path }) }),
    ...(branch !== undefined && { sha: branch }),
    per_page: 1,
  }).map(([newest]) => (newest === undefined || newest.sha === commit.sha ? undefined : newest.sha));
}
