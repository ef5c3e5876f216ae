import { ok, type ResultAsync, safeTry } from "neverthrow";

import { applyAction, type AppliedAction } from "./apply/apply.ts";
import type { Action } from "./decide/action.ts";
import { decide } from "./decide/decide.ts";
import type { Plan } from "./decide/plan.ts";
import type { PromotionError } from "./errors.ts";
import { observe } from "./observe/observe.ts";
import type { Scope } from "./observe/scope.ts";
import type { PromoterContext } from "./promoter-context.ts";
import type { World } from "./world.ts";

/** A release that changes nothing passes an environment a round; more rounds mean that something else is writing. */
const MAX_ROUNDS = 12;

/** What a reconciliation found and did. */
export interface Report {
  /** Where every slot stands now. */
  readonly plan: Plan;
  /** What was done, in order, with what came of it. */
  readonly applied: readonly AppliedAction[];
  /** When to reconcile again although no event will tell, RFC 3339; undefined when an event will. */
  readonly wakeAt: string | undefined;
}

/**
 * Observes, decides and applies until nothing is left to do.
 *
 * What failed is not tried again within one reconciliation. `wakeAt` is now when the rounds did not suffice.
 *
 * @internal
 */
export function reconcile(context: PromoterContext, scope: Scope = {}): ResultAsync<Report, PromotionError> {
  return safeTry(async function* () {
    const applied: AppliedAction[] = [];
    for (let round = 1; ; round += 1) {
      const world = withFailures(yield* observe(context, scope), applied);
      const plan = decide(world);
      const actions = plan.actions.filter((action) => !hasFailed(applied, action));
      if (actions.length === 0 || round === MAX_ROUNDS) {
        return ok({ plan, applied, wakeAt: actions.length === 0 ? plan.wakeAt : world.at });
      }
      for (const action of actions) applied.push(await applyAction(context, world, action));
    }
  });
}

/** A proposal that could not be made is not due any more: the slot says why instead. */
function withFailures(world: World, applied: readonly AppliedAction[]): World {
  const failures = new Map(
    applied.flatMap(({ action, outcome, error, skipped }) => [
      ...skipped.map(({ slot, error: why }) => [slot, why.message] as const),
      ...(action.action === "propose" && outcome === "failed" && error !== undefined
        ? action.changes.map(({ slot }) => [slot, error.message] as const)
        : []),
    ]),
  );
  if (failures.size === 0) return world;
  return { ...world, slots: world.slots.map((view) => ({ ...view, failure: failures.get(view.slot.id) })) };
}

function hasFailed(applied: readonly AppliedAction[], { action, track }: Action): boolean {
  return applied.some(
    (done) => done.outcome === "failed" && done.action.action === action && done.action.track === track,
  );
}
