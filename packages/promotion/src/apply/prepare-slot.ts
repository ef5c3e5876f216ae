import type { Release, ReleaseLock } from "@gitops/github-reporter";
import type { Diagnostic } from "@gitops/manifest-renderer";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { SlotChange } from "../decide/action.ts";
import type { PromotionError } from "../errors.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { ConfigReader } from "../render/config/config-reader.ts";
import { lockConfiguration } from "../render/configuration.ts";
import { planSlot, type PlannedSlot } from "../render/plan-slot.ts";
import { renderSlot } from "../render/render-slot.ts";
import { restoreSlot } from "../render/restore-slot.ts";
import type { BaseBranch, SlotView } from "../world.ts";

/**
 * A change of a slot, with all the bytes that it is made of.
 *
 * @internal
 */
export interface PreparedSlot {
  /** The change. */
  readonly change: SlotChange;
  /** The slot as it is. */
  readonly view: SlotView;
  /** The release. */
  readonly release: Release;
  /** Name of the configuration that it was rendered with. */
  readonly configuration: string;
  /** The lock to commit. */
  readonly lock: ReleaseLock;
  /** The high-level files, by path in their folder. */
  readonly highLevel: ReadonlyMap<string, string>;
  /** What happens to the files. */
  readonly planned: PlannedSlot;
  /** What the renderer found and let pass. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Renders or restores what a slot is to become, without writing anything.
 *
 * @internal
 */
export function prepareSlot(
  context: PromoterContext,
  {
    view,
    change,
    base,
    reader,
  }: {
    readonly view: SlotView;
    readonly change: SlotChange;
    readonly base: BaseBranch;
    readonly reader: ConfigReader;
  },
): ResultAsync<PreparedSlot, PromotionError> {
  return safeTry<PreparedSlot, PromotionError>(async function* () {
    const { slot, live } = view;
    const { release, reason, restore } = change;
    const rendered =
      restore === undefined
        ? yield* renderSlot(context, slot, { release, reason, reader })
        : yield* restoreSlot(context, slot, { commit: restore, release });
    const { lock, highLevel, tree } = rendered;
    const planned = yield* planSlot(context, base, slot, rendered, live?.lock);
    const configuration = lockConfiguration(lock);
    return ok({ change, view, release, configuration, lock, highLevel, planned, warnings: tree.diagnostics });
  });
}
