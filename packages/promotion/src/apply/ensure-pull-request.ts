import { callGitHub, type GitHubError, type Release } from "@gitops/github-reporter";
import { errAsync, type ResultAsync } from "neverthrow";

import { listOpenPullRequests } from "../observe/pull-requests.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView } from "../world.ts";
import type { Proposed } from "./proposed.ts";

/**
 * Opens the pull request of a slot, or brings the open one up to date.
 *
 * @internal
 */
export function ensurePullRequest(
  context: PromoterContext,
  { slot, proposal }: SlotView,
  { release, body }: { readonly release: Release; readonly body: string },
): ResultAsync<Proposed, GitHubError> {
  const { client, owner, repo } = context.manifests;
  const title = `Deploy ${slot.app} to ${slot.environment}: ${release.source.repository}@${release.source.sha.slice(0, 7)}`;
  const update = (pull_number: number): ResultAsync<Proposed, GitHubError> =>
    callGitHub(client, "PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      owner,
      repo,
      pull_number,
      title,
      body,
    }).map(({ html_url }) => ({ outcome: "updated", url: html_url }));
  if (proposal?.pullRequest !== undefined) return update(proposal.pullRequest.number);
  const base = context.pipeline.baseBranch;
  return callGitHub(client, "POST /repos/{owner}/{repo}/pulls", { owner, repo, title, body, base, head: slot.branch })
    .map(({ html_url }): Proposed => ({ outcome: "created", url: html_url }))
    .orElse((error) => {
      if (error.code !== "GITHUB_REQUEST_FAILED" || error.status !== 422) return errAsync(error);
      // "A pull request already exists": a lost answer or another driver. Adopt it.
      return listOpenPullRequests(context.manifests, base).andThen((pulls) => {
        const existing = pulls.find(({ branch }) => branch === slot.branch);
        return existing === undefined ? errAsync(error) : update(existing.number);
      });
    });
}
