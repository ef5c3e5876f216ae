import {
  type AppInEnvironment,
  ensureCommitStatus,
  findStatus,
  proposalContext,
  readStatuses,
  type GitHubError,
  type Release,
  type EnsureError,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { PromoterContext } from "./promoter-context.ts";

/**
 * Marks a commit of a proposal or of the inbox as ours by a commit status: whoever may push can put any commit on such a
 * branch, with any author and any lock, but not our status. It comes before the branch moves, so that no crash leaves a
 * commit of ours unmarked.
 *
 * @internal
 */
export function markCommit(
  { manifests, reporters, now }: PromoterContext,
  slot: AppInEnvironment,
  { commit, release }: { readonly commit: string; readonly release: Release },
): ResultAsync<unknown, EnsureError> {
  return ensureCommitStatus(
    manifests.client,
    {
      repository: manifests.fullName,
      sha: commit,
      context: proposalContext(slot),
      state: "success",
      text: `Made for ${release.id}`,
      at: now().toISOString(),
      id: release.id,
    },
    { creators: reporters, meaning: "conclusion" },
  );
}

/**
 * Tells whether a commit carries our mark.
 *
 * @internal
 */
export function isMarked(
  { manifests, reporters }: PromoterContext,
  slot: AppInEnvironment,
  commit: string,
): ResultAsync<boolean, GitHubError> {
  const { client, fullName, cache } = manifests;
  const key = `mark ${commit} ${slot.environment}/${slot.app}`;
  if (cache.get(key) !== undefined) return okAsync(true);
  return readStatuses(client, { repository: fullName, sha: commit }, { creators: reporters }).map((statuses) => {
    const isOurs = findStatus(statuses, proposalContext(slot))?.state === "success";
    if (isOurs) cache.set(key, "ours");
    return isOurs;
  });
}
