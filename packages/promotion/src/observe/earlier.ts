import type { Release } from "@gitops/github-reporter";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import { liveState } from "../decide/live-state.ts";
import type { PromotionError } from "../errors.ts";
import { listLockCommits, type LockCommit } from "../git/lock-history.ts";
import { lockAtCommit } from "../git/locks.ts";
import { lockConfiguration } from "../render/configuration.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { RestorableView, SlotView } from "../world.ts";
import { knownArrival } from "./arrival.ts";
import { readEvidence } from "./evidence.ts";
import { orUnreadable } from "./problems.ts";

/** A slot that is behind by more deployments than that goes on from the oldest of them. */
const MAX_STEPS = 30;

/**
 * Lists the releases that succeeded in a slot before the live one, the newest first.
 *
 * @param until - Ends the look: what came before it was dealt with.
 * @internal
 */
export function readEarlier(
  context: PromoterContext,
  view: SlotView,
  { revision, until }: { readonly revision: string; readonly until: (release: Release) => boolean },
): ResultAsync<readonly Release[], PromotionError> {
  return safeTry<readonly Release[], PromotionError>(async function* () {
    const found: Release[] = [];
    const commits = yield* listLockCommits(context.repository(view.slot.repository), {
      path: view.slot.path,
      revision,
    });
    for (const commit of commits.slice(1, MAX_STEPS)) {
      const step = yield* readStep(context, view, commit);
      if (step === undefined) continue;
      if (step.hasSucceeded && !found.some(({ id }) => id === step.lock.release.id)) found.push(step.lock.release);
      if (until(step.lock.release)) break;
    }
    return ok(found);
  });
}

/**
 * Finds the last deployment before the live one that succeeded with other manifests: what a rollback restores.
 *
 * @param isWanted - Which of them. Default: any.
 * @internal
 */
export function findRestorable(
  context: PromoterContext,
  view: SlotView,
  { revision, isWanted }: { readonly revision: string; readonly isWanted?: (found: RestorableView) => boolean },
): ResultAsync<RestorableView | undefined, PromotionError> {
  return safeTry<RestorableView | undefined, PromotionError>(async function* () {
    const commits = yield* listLockCommits(context.repository(view.slot.repository), {
      path: view.slot.path,
      revision,
    });
    for (const commit of commits.slice(1)) {
      const step = yield* readStep(context, view, commit);
      if (step === undefined || step.lock.content === view.live?.lock.content) continue;
      const found = { commit: commit.sha, lock: step.lock };
      if (isWanted === undefined ? step.hasSucceeded : isWanted(found)) return ok(found);
    }
    return ok(undefined);
  });
}

function readStep(context: PromoterContext, { slot, ...view }: SlotView, { sha, at }: LockCommit) {
  return safeTry(async function* () {
    const repository = context.repository(slot.repository);
    const lock = yield* lockAtCommit(repository, sha, slot.path).orElse((error) => orUnreadable(error, undefined));
    if (lock?.slot !== slot.id) return ok(undefined);
    const evidence = yield* readEvidence(context, slot, { lock, commit: sha });
    const common = { lock, commit: sha, since: at, configuration: lockConfiguration(lock), drift: [] };
    const live = { ...common, ...evidence, arrival: knownArrival(common) };
    return ok({ lock, hasSucceeded: liveState({ ...view, slot, live, problem: undefined }, at).phase === "succeeded" });
  });
}
