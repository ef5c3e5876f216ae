import type { GatesStatus } from "../../world.ts";
import type { GateVerdict } from "../plan.ts";

/** Gates that GitHub or a person judges: they do not keep `gitops/gates` from being green. */
const NOT_OURS: ReadonlySet<string> = new Set(["mergeable", "person"]);
const MAX_TEXT = 80;

/**
 * Sums the gates of a pull request up for the commit status `gitops/gates`.
 *
 * @internal
 */
export function summarizeGates(verdicts: readonly GateVerdict[]): GatesStatus {
  const closed = verdicts.filter(({ isOpen, gate }) => !isOpen && !NOT_OURS.has(gate)).map(({ gate }) => gate);
  if (closed.length === 0) return { isOpen: true, text: "every gate is open" };
  return { isOpen: false, text: `waits for ${[...new Set(closed)].join(", ")}`.slice(0, MAX_TEXT) };
}
