import {
  ensureCommitStatus,
  readStatuses,
  type GitHubError,
  type Release,
  type StatusError,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Slot } from "./pipeline/pipeline.ts";
import type { PromoterContext } from "./promoter-context.ts";

/**
 * Names the commit status that says: this proposal commit was made by the promoter.
 *
 * Whoever may push can put any commit on a proposal branch, with any author and any lock, but not our status.
 */
function markContext({ environment, app }: Slot): string {
  return `gitops/proposal/${environment}/${app}`;
}

/**
 * Marks a proposal commit as ours. It comes before the branch moves, so that no crash leaves our own commit unmarked.
 *
 * @internal
 */
export function markProposal(
  { manifests, reporters, now }: PromoterContext,
  slot: Slot,
  { commit, release }: { readonly commit: string; readonly release: Release },
): ResultAsync<unknown, StatusError> {
  return ensureCommitStatus(
    manifests.client,
    {
      repository: manifests.fullName,
      sha: commit,
      context: markContext(slot),
      state: "success",
      text: `Rendered from ${release.id}`,
      at: now().toISOString(),
      id: release.id,
    },
    { creators: reporters, meaning: "conclusion" },
  );
}

/**
 * Tells whether a commit is a proposal that we made.
 *
 * @internal
 */
export function isMarked(
  { manifests, reporters }: PromoterContext,
  slot: Slot,
  commit: string,
): ResultAsync<boolean, GitHubError> {
  const { client, fullName, cache } = manifests;
  const key = `mark ${commit} ${slot.id}`;
  if (cache.get(key) !== undefined) return okAsync(true);
  return readStatuses(client, { repository: fullName, sha: commit }, { creators: reporters }).map((statuses) => {
    const context = markContext(slot).toLowerCase();
    const found = statuses.some((status) => status.context.toLowerCase() === context && status.state === "success");
    if (found) cache.set(key, "ours");
    return found;
  });
}
