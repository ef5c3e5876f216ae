import type { Release } from "@gitops/github-reporter";
import { diffResources, type Diagnostic, type ResourceDiff } from "@gitops/manifest-renderer";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import { prepareSlot } from "../apply/prepare-slot.ts";
import type { SlotChange } from "../decide/action.ts";
import { decide } from "../decide/decide.ts";
import type { Plan } from "../decide/plan.ts";
import type { PromotionError } from "../errors.ts";
import { observe } from "../observe/observe.ts";
import type { Scope } from "../observe/scope.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { createConfigReader, type ConfigReader } from "../render/config/config-reader.ts";
import type { World } from "../world.ts";

/** What a dry run looks at. */
export interface PlanOptions extends Scope {
  /** A release as if it had been submitted: what it would change is shown for every environment of its app. Default: none. */
  readonly release?: Release;
}

/** What would happen, with what it would change. */
export interface DryRun extends Plan {
  /** What each proposal that is due, or the release in every environment, would change. */
  readonly diffs: readonly SlotDiff[];
}

/** What a slot would become. */
export interface SlotDiff {
  /** Slot id. */
  readonly slot: string;
  /** Release id. */
  readonly release: string;
  /** Objects that differ from those that the base branch holds. */
  readonly diffs: readonly ResourceDiff[];
  /** What the renderer found and let pass. */
  readonly warnings: readonly Diagnostic[];
  /** Why it cannot be rendered; undefined when it can. */
  readonly problem: string | undefined;
}

/**
 * Decides without doing anything, and renders what would be proposed.
 *
 * @internal
 */
export function planDryRun(context: PromoterContext, options: PlanOptions): ResultAsync<DryRun, PromotionError> {
  return safeTry<DryRun, PromotionError>(async function* () {
    const { release, ...scope } = options;
    const observed = yield* observe(context, scope);
    const world = release === undefined ? observed : submitted(observed, release);
    const plan = decide(world);
    const due = plan.actions.flatMap((action) => (action.action === "propose" ? action.changes : []));
    const changes = release === undefined ? due : everywhere(world, release);
    const reader = createConfigReader(context);
    const diffs: SlotDiff[] = [];
    for (const change of changes) diffs.push(yield* diffSlot(context, world, { change, reader }));
    return ok({ ...plan, diffs });
  });
}

function submitted(world: World, release: Release): World {
  const known = (world.inbox[release.app] ?? []).filter(({ id }) => id !== release.id);
  return { ...world, inbox: { ...world.inbox, [release.app]: [release, ...known] } };
}

function everywhere({ slots }: World, release: Release): readonly SlotChange[] {
  return slots
    .filter(({ slot }) => slot.app === release.app)
    .map(({ slot }) => ({ slot: slot.id, release, reason: "promotion", restore: undefined }));
}

function diffSlot(
  context: PromoterContext,
  { slots, tracks }: World,
  { change, reader }: { readonly change: SlotChange; readonly reader: ConfigReader },
): ResultAsync<SlotDiff, PromotionError> {
  const view = slots.find(({ slot }) => slot.id === change.slot);
  const track = tracks.find((one) => one.track.id === view?.slot.track);
  if (view === undefined || track === undefined) throw new RangeError(`${change.slot} was not read`);
  const common = { slot: change.slot, release: change.release.id };
  return prepareSlot(context, { view, change, base: track.base, reader })
    .map(({ planned, warnings }): SlotDiff => ({
      ...common,
      diffs: diffResources(planned.before, planned.after),
      warnings,
      problem: undefined,
    }))
    .orElse((error) => ok({ ...common, diffs: [], warnings: [], problem: error.message }));
}
