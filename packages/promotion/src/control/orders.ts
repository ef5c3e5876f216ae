import { err, ok, type Result, type ResultAsync, safeTry } from "neverthrow";

import { InputInvalidError, NotFoundError, type PromotionError } from "../errors.ts";
import { findRestorable } from "../observe/earlier.ts";
import { readArrival } from "../observe/arrival.ts";
import { observe } from "../observe/observe.ts";
import { UNBYPASSABLE } from "../decide/gates/gates.ts";
import { isWayBack } from "../decide/held.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { Orders, RestorableView, SlotView, World } from "../world.ts";
import { findRelease } from "./find-release.ts";
import { changeOrders } from "./write-orders.ts";

/** Who orders something, and why: both are kept in the history of the branch `gitops/control`. */
export interface Order {
  /** Who: a login, or whatever names a person where the order was given. */
  readonly by: string;
  /** Why, in one line. */
  readonly reason: string;
}

/** How a release is promoted by hand. */
export interface PromoteOptions extends Order {
  /** Names of gates that do not count for it, such as `upstream` or `approval`. Default: none. */
  readonly bypass?: readonly string[];
}

/** How a slot is rolled back by hand. */
export interface RollbackOptions extends Order {
  /** Release id, or the commit that deployed it. Default: the last deployment before the live one that succeeded. */
  readonly to?: string;
  /** Whether the slot is held afterwards, so that nothing newer comes until `resume`. Default: true. */
  readonly hold?: boolean;
}

/** How a slot is held. */
export interface HoldOptions extends Order {
  /** Until when, RFC 3339. Default: until `resume`. */
  readonly until?: string;
}

/**
 * Asks for a release in a slot, also for one that was rejected or is older.
 *
 * @internal
 */
export function orderPromotion(
  context: PromoterContext,
  slot: Slot,
  release: string,
  options: PromoteOptions,
): ResultAsync<Orders, PromotionError> {
  return safeTry<Orders, PromotionError>(async function* () {
    const { by, reason } = yield* checkOrder(options);
    const { bypass = [] } = options;
    const wrong = bypass.find((gate) => UNBYPASSABLE.includes(gate));
    if (wrong !== undefined) return err(new InputInvalidError(`The gate ${wrong} cannot be bypassed`));
    const { view, world } = yield* look(context, slot);
    const found = yield* findRelease(context, world, { slot, id: release });
    if (found === undefined) {
      return err(
        new NotFoundError(`${release} was never submitted for ${slot.app}, and no environment ran it; submit it first`),
      );
    }
    const request = {
      kind: "promote" as const,
      release: found,
      restore: undefined,
      by,
      reason,
      at: context.now().toISOString(),
      bypass: [...bypass],
      on: view.live?.commit,
    };
    const note = { verb: "Promote", slot: slot.id, by, reason, release: found };
    return changeOrders(context, note, (orders) => ({ ...orders, request }));
  });
}

/**
 * Asks for an earlier deployment of a slot.
 *
 * @internal
 */
export function orderRollback(
  context: PromoterContext,
  slot: Slot,
  options: RollbackOptions,
): ResultAsync<Orders, PromotionError> {
  return safeTry<Orders, PromotionError>(async function* () {
    const { by, reason } = yield* checkOrder(options);
    const { to, hold = true } = options;
    const { view, world } = yield* look(context, slot);
    const isWanted = ({ commit, lock }: RestorableView): boolean => commit === to || lock.release.id === to;
    const revision = baseOf(world, slot);
    const found = yield* findRestorable(context, view, { revision, ...(to !== undefined && { isWanted }) });
    if (found === undefined) {
      const what = to === undefined ? "no earlier deployment that succeeded" : `no earlier deployment ${to}`;
      return err(new NotFoundError(`${slot.id} has ${what}, so there is nothing to go back to`));
    }
    const { release } = found.lock;
    const request = {
      kind: "rollback" as const,
      release,
      restore: found.commit,
      by,
      reason,
      at: context.now().toISOString(),
      bypass: [],
      on: view.live?.commit,
    };
    const note = { verb: "Roll back", slot: slot.id, by, reason, release };
    return changeOrders(context, note, (orders) => ({
      ...orders,
      request,
      hold: hold ? { by, reason, until: undefined } : orders.hold,
    }));
  });
}

/**
 * Holds a slot.
 *
 * @internal
 */
export function orderHold(
  context: PromoterContext,
  slot: Slot,
  options: HoldOptions,
): ResultAsync<Orders, PromotionError> {
  return safeTry<Orders, PromotionError>(async function* () {
    const { by, reason } = yield* checkOrder(options);
    const { until } = options;
    if (until !== undefined && Number.isNaN(Date.parse(until))) {
      return err(new InputInvalidError(`A hold needs a time as its end, not ${JSON.stringify(until)}`));
    }
    const note = { verb: "Hold", slot: slot.id, by, reason };
    return changeOrders(context, note, (orders) => ({ ...orders, hold: { by, reason, until } }));
  });
}

/**
 * Lets a slot go on: ends a hold, and the standstill after a step back.
 *
 * @internal
 */
export function orderResume(context: PromoterContext, slot: Slot, options: Order): ResultAsync<Orders, PromotionError> {
  return safeTry<Orders, PromotionError>(async function* () {
    const { by, reason } = yield* checkOrder(options);
    const { view, world } = yield* look(context, slot);
    const { live } = view;
    const arrival = live && (yield* readArrival(context, slot, { live, revision: baseOf(world, slot) }));
    const resumed = arrival !== undefined && isWayBack(arrival) ? arrival.commit : undefined;
    const note = { verb: "Resume", slot: slot.id, by, reason };
    return changeOrders(context, note, () => ({ hold: undefined, resumed, request: undefined }));
  });
}

function checkOrder({ by, reason }: Order): Result<Order, InputInvalidError> {
  const missing = [by.trim() === "" ? "who gives it" : "", reason.trim() === "" ? "why" : ""].filter(Boolean);
  if (missing.length === 0) return ok({ by: by.trim(), reason: reason.trim() });
  return err(new InputInvalidError(`An order needs to say ${missing.join(" and ")}`));
}

function look(
  context: PromoterContext,
  slot: Slot,
): ResultAsync<{ readonly view: SlotView; readonly world: World }, PromotionError> {
  return observe(context, { apps: [slot.app], environments: [slot.environment] }).map((world) => {
    const view = world.slots.find((one) => one.slot.id === slot.id);
    if (view === undefined) throw new RangeError(`${slot.id} was not read`);
    return { view, world };
  });
}

function baseOf({ tracks }: World, slot: Slot): string {
  const view = tracks.find(({ track }) => track.id === slot.track);
  if (view === undefined) throw new RangeError(`${slot.track} was not read`);
  return view.base.sha;
}
