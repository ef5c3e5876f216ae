import type { FluxEvent } from "../event/event.ts";
import { kindOf, KINDS } from "../kinds/kinds.ts";
import { compareObservations } from "./compare.ts";
import type { FoldOptions, Outcome } from "./outcome.ts";
import { toOutcome } from "./to-outcome.ts";

/**
 * Folds the events of one object about one revision into the outcome to show.
 *
 * Takes them in any order and with repetitions; the result is the same. It also tells what one event cannot: with
 * `healthAwaited`, the end of a reconciliation means `rolled-out` and passed health checks are enough for it; and a
 * success that Flux reports after the object was deleted is `deletion`.
 *
 * @returns the greatest outcome by {@link compareObservations}, or undefined for an empty history.
 * @example
 * ```ts source="./fold.examples.ts#foldOutcomes"
 * const outcome = foldOutcomes(eventsOfOneRevision, { healthAwaited: true });
 * return outcome?.why === "rolled-out";
 * ```
 */
export function foldOutcomes(history: readonly FluxEvent[], options: FoldOptions = {}): Outcome | undefined {
  return KINDS.flatMap((kind) => {
    const events = history.filter((event) => kindOf(event) === kind);
    const read = kind.readWithin?.(events, options) ?? kind.read;
    return events.map((event) => toOutcome(event, read(event)));
  }).reduce<Outcome | undefined>(
    (best, outcome) => (best === undefined || compareOutcomes(outcome, best) > 0 ? outcome : best),
    undefined,
  );
}

// Outcomes of one second may differ in their text alone; the choice must not depend on their order.
function compareOutcomes(a: Outcome, b: Outcome): number {
  return compareObservations(a, b) || compareText(a.why, b.why) || compareText(a.message, b.message);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
