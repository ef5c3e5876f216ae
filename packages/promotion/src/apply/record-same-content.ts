import { ensureCommitStatus, sameContentContext, type EnsureError, type Release } from "@gitops/github-reporter";
import { okAsync, type ResultAsync } from "neverthrow";

import type { PromoterContext } from "../promoter-context.ts";
import { encodeSameContent } from "../same-content.ts";
import type { SlotView } from "../world.ts";

/**
 * Records that a release renders to what is live already, so that it counts as deployed without a commit.
 *
 * @param rendered - The release, and the name of the configuration that it was rendered with.
 * @internal
 */
export function recordSameContent(
  { repository, reporters, now }: PromoterContext,
  { slot, live }: SlotView,
  { release, configuration }: { readonly release: Release; readonly configuration: string },
): ResultAsync<unknown, EnsureError> {
  if (live === undefined) return okAsync(undefined);
  const manifests = repository(slot.repository);
  return ensureCommitStatus(
    manifests.client,
    {
      repository: manifests.fullName,
      sha: live.commit,
      context: sameContentContext(slot),
      state: "success",
      text: `${release.id} renders to the same manifests`,
      at: now().toISOString(),
      id: encodeSameContent(release.id, configuration),
    },
    { creators: reporters, meaning: "conclusion" },
  );
}
