import { ok, type ResultAsync, safeTry } from "neverthrow";

import { applyAction, type AppliedAction } from "./apply/apply.ts";
import { decide } from "./decide/decide.ts";
import type { Plan } from "./decide/plan.ts";
import type { PromotionError } from "./errors.ts";
import { observe } from "./observe/observe.ts";
import type { PromoterContext } from "./promoter-context.ts";

/** A proposal, its merge, the clean-up and a look at the result: more rounds mean that something else is writing. */
const MAX_ROUNDS = 6;

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
 * An action that failed is not tried again within one reconciliation. `wakeAt` is now when the rounds did not suffice.
 *
 * @internal
 */
export function reconcile(context: PromoterContext): ResultAsync<Report, PromotionError> {
  return safeTry(async function* () {
    const applied: AppliedAction[] = [];
    for (let round = 1; ; round += 1) {
      const world = yield* observe(context);
      const plan = decide(world);
      const actions = plan.actions.filter((action) => !hasFailed(applied, action));
      if (actions.length === 0 || round === MAX_ROUNDS) {
        return ok({ plan, applied, wakeAt: actions.length === 0 ? plan.wakeAt : world.at });
      }
      for (const action of actions) applied.push(await applyAction(context, world, action));
    }
  });
}

function hasFailed(applied: readonly AppliedAction[], { action, slot }: Plan["actions"][number]): boolean {
  return applied.some(
    (done) => done.outcome === "failed" && done.action.action === action && done.action.slot === slot,
  );
}
