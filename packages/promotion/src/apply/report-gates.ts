import { ensureCommitStatus, gatesContext, type EnsureError } from "@gitops/github-reporter";
import type { ResultAsync } from "neverthrow";

import type { ReportGatesAction } from "../decide/action.ts";
import { trackMark } from "../gates-status.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { TrackView } from "../world.ts";

/**
 * Shows on the head of a pull request whether its gates are open. A branch rule that requires `gitops/gates` keeps people
 * from merging before.
 *
 * @internal
 */
export function reportGates(
  context: PromoterContext,
  { track, proposal }: TrackView,
  { isOpen, text, expectHead }: Pick<ReportGatesAction, "isOpen" | "text" | "expectHead">,
): ResultAsync<unknown, EnsureError> {
  return writeGates(context, track, {
    sha: expectHead,
    state: isOpen ? "success" : "pending",
    text,
    url: proposal?.pullRequest?.url,
  });
}

/**
 * Writes the status. On a new commit it is our mark, and comes before any branch has the commit.
 *
 * @internal
 */
export function writeGates(
  { repository, reporters, now }: PromoterContext,
  track: Pick<TrackView["track"], "id" | "repository">,
  status: {
    readonly sha: string;
    readonly state: "pending" | "success" | "failure";
    readonly text: string;
    readonly url?: string | undefined;
  },
): ResultAsync<unknown, EnsureError> {
  const { client, fullName } = repository(track.repository);
  const { sha, state, text, url } = status;
  return ensureCommitStatus(
    client,
    {
      repository: fullName,
      sha,
      context: gatesContext(),
      state,
      text,
      at: now().toISOString(),
      id: trackMark(track.id),
      targetUrl: url,
    },
    { creators: reporters, meaning: "record" },
  );
}
