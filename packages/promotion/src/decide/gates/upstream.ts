import { releasesFor } from "../candidate.ts";
import type { KnownWorld } from "../known-world.ts";
import type { GateVerdict } from "../plan.ts";
import type { CarriedSlot } from "./carried-slot.ts";

/**
 * Judges whether a release has succeeded in the environments before this one.
 *
 * A promotion is proposed only then; what somebody ordered may be proposed without, and waits here. The present release
 * with another configuration and the way back need no environment before them.
 *
 * @internal
 */
export function upstreamVerdicts({ view, change }: CarriedSlot, world: KnownWorld): readonly GateVerdict[] {
  const { slot } = view;
  if (slot.upstream === undefined || change.reason === "config-change" || change.reason === "rollback") return [];
  const known = releasesFor(view, world, {
    history: change.reason === "override" || slot.policy.select === "every" || slot.policy.onNewer === "queue",
  });
  const isOpen = known.some(({ id }) => id === change.release.id);
  const reason = isOpen
    ? "it succeeded in the environment before this one"
    : "it has not succeeded in the environment before this one, or does not at the moment";
  return [{ gate: "upstream", isOpen, reason }];
}
