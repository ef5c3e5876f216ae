import { ensureCommitStatus, sameContentContext, type Release, type EnsureError } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { PromoterContext } from "../promoter-context.ts";
import type { SlotView } from "../world.ts";

/**
 * Records that a release renders to what is live already, so that it counts as deployed without a commit.
 *
 * @internal
 */
export function recordSameContent(
  { manifests, reporters, now }: PromoterContext,
  { slot, live }: SlotView,
  release: Release,
): ResultAsync<unknown, EnsureError> {
  if (live === undefined) return okAsync(undefined);
  return ensureCommitStatus(
    manifests.client,
    {
      repository: manifests.fullName,
      sha: live.commit,
      context: sameContentContext(slot),
      state: "success",
      text: `${release.id} renders to the same manifests`,
      at: now().toISOString(),
      id: release.id,
    },
    { creators: reporters, meaning: "conclusion" },
  );
}
