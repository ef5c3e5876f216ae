import {
  ensureCommitStatus,
  findStatus,
  readStatuses,
  type EnsureError,
  type GitHubError,
} from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { Repository } from "./repository.ts";

/**
 * Marks a commit as ours by a commit status: whoever may push can put any commit on a branch, with any author and any
 * content, but not our status. It comes before the branch moves, so that no crash leaves a commit of ours unmarked.
 *
 * @param mark - Context of the status, what it says, and the id that binds it to what the commit was made for.
 * @internal
 */
export function markCommit(
  { client, fullName }: Repository,
  commit: string,
  mark: { readonly context: string; readonly text: string; readonly id: string; readonly at: Date },
  creators: readonly string[],
): ResultAsync<unknown, EnsureError> {
  const { context, text, id, at } = mark;
  return ensureCommitStatus(
    client,
    { repository: fullName, sha: commit, context, state: "success", text, at: at.toISOString(), id },
    { creators, meaning: "conclusion" },
  );
}

/**
 * Tells whether a commit carries our mark.
 *
 * @internal
 */
export function isMarked(
  { client, fullName, cache }: Repository,
  commit: string,
  mark: { readonly context: string; readonly id: string },
  creators: readonly string[],
): ResultAsync<boolean, GitHubError> {
  const key = `mark ${commit} ${mark.context} ${mark.id}`;
  if (cache.get(key) !== undefined) return okAsync(true);
  return readStatuses(client, { repository: fullName, sha: commit }, { creators }).map((statuses) => {
    const status = findStatus(statuses, mark.context);
    const isOurs = status?.state === "success" && status.id === mark.id;
    if (isOurs) cache.set(key, "ours");
    return isOurs;
  });
}
