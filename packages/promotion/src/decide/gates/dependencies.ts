import type { SlotView } from "../../world.ts";
import { liveState } from "../live-state.ts";
import type { GateVerdict } from "../plan.ts";
import type { Wish } from "../wish.ts";

/**
 * Judges whether the apps that a slot depends on went first: each is deployed, has not failed, and waits for nothing that
 * would have to come before.
 *
 * @param carried - Slots that the same pull request changes: they come at once.
 * @internal
 */
export function dependencyVerdicts(
  { slot }: SlotView,
  { at, wishes, carried }: DependencyFacts,
): readonly GateVerdict[] {
  return slot.dependencies
    .filter((id) => !carried.includes(id))
    .map((id) => {
      const reason = obstacleOf(id, { at, wishes, carried });
      const open = `${id} is deployed`;
      return { gate: "dependencies", isOpen: reason === undefined, reason: reason ?? open };
    });
}

/** What the verdicts on dependencies are made of. */
export interface DependencyFacts {
  readonly at: string;
  readonly wishes: ReadonlyMap<string, { readonly view: SlotView; readonly wish: Wish | undefined }>;
  readonly carried: readonly string[];
}

function obstacleOf(id: string, { at, wishes }: DependencyFacts): string | undefined {
  const known = wishes.get(id);
  if (known === undefined) return `${id} was not looked at`;
  const { phase } = liveState(known.view, at);
  if (phase === "empty") return `${id} goes first, and was never deployed`;
  if (phase === "failed" || phase === "unreadable") return `${id} goes first, and is ${phase}`;
  const step = known.wish?.step;
  return step === "propose" || step === "failed" || step === "queued"
    ? `${id} goes first, and its next release is not deployed yet`
    : undefined;
}
