import { notFound } from "../../http/api-problem.ts";
import { param, type RepositoryRequest } from "../../http/route.ts";
import type { PullRequest } from "../../records/pull-request.ts";

/** Finds the pull request that the path names, as pull request or as issue. */
export function findPull(request: RepositoryRequest, parameter: "pull_number" | "issue_number"): PullRequest {
  const pull = request.repository.records.pulls.get(Number(param(request, parameter)));
  if (pull === undefined) throw notFound();
  return pull;
}
