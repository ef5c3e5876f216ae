import type { Release } from "@gitops/github-reporter";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { listLockCommits } from "../git/lock-history.ts";
import { lockAtCommit } from "../git/locks.ts";
import { listBranches } from "../observe/branches.ts";
import { orUnreadable } from "../observe/problems.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { inboxBranch, readInbox } from "../release/inbox.ts";
import type { World } from "../world.ts";

/**
 * Finds a release of an app by its id: among what was submitted, or in the history of the slot.
 *
 * @internal
 */
export function findRelease(
  context: PromoterContext,
  world: World,
  { slot, id }: { readonly slot: Slot; readonly id: string },
): ResultAsync<Release | undefined, PromotionError> {
  return safeTry<Release | undefined, PromotionError>(async function* () {
    const live = world.slots.map((view) => view.live?.lock.release).find((release) => release?.id === id);
    if (live?.app === slot.app) return ok(live);
    const home = context.repository(context.pipeline.repository);
    const head = (yield* listBranches(home)).get(inboxBranch(slot.app));
    const entries = yield* readInbox(context, slot.app, head, { history: true });
    const submitted = entries.find(({ release }) => release.id === id)?.release;
    if (submitted !== undefined) return ok(submitted);
    const repository = context.repository(slot.repository);
    const commits = yield* listLockCommits(repository, { path: slot.path, revision: slot.baseBranch });
    for (const { sha } of commits) {
      const lock = yield* lockAtCommit(repository, sha, slot.path).orElse((error) => orUnreadable(error, undefined));
      if (lock?.release.id === id && lock.app === slot.app) return ok(lock.release);
    }
    return ok(undefined);
  });
}
