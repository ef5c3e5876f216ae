import { createHash } from "node:crypto";

import { findStatus, gatesContext, readStatuses, type GitHubError } from "@gitops/github-reporter";
import type { ResultAsync } from "neverthrow";

import type { Repository } from "./git/repository.ts";
import type { GatesStatus } from "./world.ts";

/**
 * What our status `gitops/gates` says of the head of a proposal. It is also our mark: a head without it is somebody else's.
 *
 * @internal
 */
export interface GatesMark extends GatesStatus {
  /** Whether the promoter took the proposal back itself, so that its closed pull request is no rejection. */
  readonly isWithdrawn: boolean;
}

/**
 * Names a track in that status, so that a commit which was made for one track is nothing on the branch of another.
 *
 * @internal
 */
export function trackMark(track: string): string {
  return `track-${createHash("sha256").update(track).digest("hex").slice(0, 16)}`;
}

/**
 * Reads what our status says of a commit.
 *
 * @returns undefined when we did not make the commit for this track.
 * @internal
 */
export function readGatesMark(
  { client, fullName }: Repository,
  { sha, track }: { readonly sha: string; readonly track: string },
  creators: readonly string[],
): ResultAsync<GatesMark | undefined, GitHubError> {
  return readStatuses(client, { repository: fullName, sha }, { creators }).map((statuses) => {
    const status = findStatus(statuses, gatesContext());
    if (status?.id !== trackMark(track)) return undefined;
    return { isOpen: status.state === "success", isWithdrawn: status.state === "failure", text: status.text };
  });
}
