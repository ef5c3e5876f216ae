import type { PullRequestView, SlotView, TrackView, World } from "../world.ts";
import type { SlotChange } from "./action.ts";
import { gateVerdicts } from "./gates/gates.ts";
import { toKnownWorld, type KnownWorld } from "./known-world.ts";
import type { GateVerdict } from "./plan.ts";
import { wishOf } from "./wish.ts";

/** A pull request that is about to be opened. */
const UNOPENED: PullRequestView = {
  number: 0,
  url: "",
  mergeable: undefined,
  approvals: [],
  objectors: [],
  gates: undefined,
};

/**
 * Tells how the gates of a pull request will stand when it is opened, so that its body says so from the beginning. Whether
 * GitHub can merge it is left out: GitHub shows that itself.
 *
 * @returns the verdicts by slot id.
 * @internal
 */
export function foreseeGates(
  world: World,
  { proposal }: TrackView,
  proposed: readonly { readonly view: SlotView; readonly change: SlotChange }[],
): ReadonlyMap<string, readonly GateVerdict[]> {
  const known = toKnownWorld(world);
  const carried = proposed.map(({ change }) => change.slot);
  const pullRequest = { ...UNOPENED, ...proposal?.pullRequest };
  const made = { sha: "", changes: {}, isOurs: true, pullRequest };
  return new Map(
    proposed.map(({ view, change }) => {
      const wishes = dependencyWishes(known, view);
      const verdicts = gateVerdicts({ view, change, proposal: made, pullRequest }, known, {
        at: world.at,
        wishes,
        carried,
      });
      return [change.slot, verdicts.filter(({ gate }) => gate !== "mergeable")] as const;
    }),
  );
}

function dependencyWishes(world: KnownWorld, { slot }: SlotView) {
  const known = slot.dependencies.flatMap((id) => {
    const view = world.view(id);
    const track = world.tracks.find((one) => one.track.id === view?.slot.track);
    return view === undefined || track === undefined ? [] : [[id, { view, wish: wishOf(view, track, world) }] as const];
  });
  return new Map(known);
}
