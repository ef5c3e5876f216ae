import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { readGatesMark } from "../gates-status.ts";
import type { Slot, Track } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { ProposalView, Rejection } from "../world.ts";
import { orUnreadable } from "./problems.ts";
import { readProposedSlots } from "./proposal.ts";
import { listClosedPullRequests } from "./pull-requests.ts";
import type { TrackSnapshot } from "./snapshot.ts";

/** Older ones were about releases that have long been overtaken. */
const MAX_LOOKED_AT = 20;

/**
 * Reads what people rejected: closed without a merge, at a head that the promoter made and did not take back itself.
 *
 * GitHub keeps the head of a pull request, so it does not matter whether its branch is still there.
 *
 * @see https://docs.github.com/rest/pulls/pulls#list-pull-requests
 * @internal
 */
export function readRejections(
  context: PromoterContext,
  { track, slots }: { readonly track: Track; readonly slots: readonly Slot[] },
  { repository }: TrackSnapshot,
): ResultAsync<readonly Rejection[], PromotionError> {
  return safeTry<readonly Rejection[], PromotionError>(async function* () {
    const closed = yield* listClosedPullRequests(repository, track.branch);
    const found: Rejection[] = [];
    for (const { number, head, at } of closed.slice(0, MAX_LOOKED_AT)) {
      const key = `rejection ${track.id} ${head} ${at}`;
      const known = repository.cache.get(key);
      if (known === undefined) {
        const mark = yield* readGatesMark(repository, { sha: head, track: track.id }, context.reporters);
        const isRejected = mark !== undefined && !mark.isWithdrawn;
        const changes: ProposalView["changes"] = isRejected
          ? yield* readProposedSlots(repository, head, slots).orElse((error) => orUnreadable(error, {}))
          : {};
        const rejections = Object.entries(changes).map(([slot, { lock, configuration }]): Rejection => ({
          slot,
          release: lock.release.id,
          reason: lock.reason,
          configuration,
          at,
          pullRequest: number,
        }));
        repository.cache.set(key, JSON.stringify(rejections));
        found.push(...rejections);
      } else found.push(...(JSON.parse(known) as Rejection[]));
    }
    return ok(found);
  });
}
