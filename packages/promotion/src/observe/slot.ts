import type { ReleaseLock } from "@gitops/github-reporter";
import { err, ok, okAsync, type Result, type ResultAsync, safeTry } from "neverthrow";

import type { KnownOrders } from "../control/read-orders.ts";
import { NO_ORDERS } from "../control/orders-file.ts";
import { findDrift } from "../drift/find-drift.ts";
import { UnreadableError, type PromotionError } from "../errors.ts";
import { listLockCommits } from "../git/lock-history.ts";
import { lockInTree } from "../git/locks.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { lockConfiguration } from "../render/configuration.ts";
import type { LiveView, SlotView } from "../world.ts";
import { knownArrival } from "./arrival.ts";
import { readEvidence } from "./evidence.ts";
import type { Inbox } from "./inboxes.ts";
import { describeProblem } from "./problems.ts";
import type { TrackSnapshot } from "./snapshot.ts";

/**
 * Reads what a slot runs, and what people ordered for it. What is needed only when something is to be proposed is read
 * later.
 *
 * @internal
 */
export function readSlot(
  context: PromoterContext,
  slot: Slot,
  shared: { readonly snapshot: TrackSnapshot; readonly inbox: Inbox | undefined; readonly orders: KnownOrders },
): ResultAsync<SlotView, PromotionError> {
  const { snapshot, inbox } = shared;
  const unread = unreadSlot(slot);
  if (slot.upstream === undefined && inbox?.problem !== undefined) {
    return okAsync({ ...unread, problem: inbox.problem });
  }
  return safeTry<SlotView, PromotionError>(async function* () {
    const orders = yield* shared.orders(slot.id);
    const live = yield* readLive(context, slot, snapshot);
    return ok({ ...unread, orders, live });
  }).orElse((error) => describeProblem(error).map((problem) => ({ ...unread, problem })));
}

/**
 * A slot of which nothing is known.
 *
 * @internal
 */
export function unreadSlot(slot: Slot): SlotView {
  return {
    slot,
    live: undefined,
    configuration: undefined,
    earlier: [],
    restorable: undefined,
    standings: {},
    authors: undefined,
    orders: NO_ORDERS,
    verdicts: [],
    problem: undefined,
    failure: undefined,
  };
}

function readLive(
  context: PromoterContext,
  slot: Slot,
  { repository, base, files }: TrackSnapshot,
): ResultAsync<LiveView | undefined, PromotionError> {
  return safeTry<LiveView | undefined, PromotionError>(async function* () {
    const lock = yield* lockInTree(repository, files, slot.path);
    if (lock === undefined) return ok(undefined);
    yield* speaksOf(slot, lock);
    const [introducing] = yield* listLockCommits(repository, { path: slot.path, revision: base.sha });
    if (introducing === undefined) return ok(undefined);
    const evidence = yield* readEvidence(context, slot, { lock, commit: introducing.sha });
    const drift = yield* findDrift(repository, files, slot, lock);
    const common = { lock, commit: introducing.sha, since: introducing.at };
    const configuration = lockConfiguration(lock);
    return ok({ ...common, ...evidence, configuration, arrival: knownArrival(common), drift });
  });
}

/** A lock decides which repositories are read and written: it has to be the one of this slot and of this pipeline. */
function speaksOf(slot: Slot, { slot: named, app, release }: ReleaseLock): Result<undefined, UnreadableError> {
  const source = release.source.repository;
  if (named === slot.id && app === slot.app && source.toLowerCase() === slot.source.toLowerCase()) {
    return ok(undefined);
  }
  return err(
    new UnreadableError(
      `The lock in ${slot.path} speaks of ${named} from ${source}, not of ${slot.id} from ${slot.source}`,
    ),
  );
}
