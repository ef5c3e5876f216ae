import type { FluxEvent } from "../event/event.ts";
import type { KindReader } from "../kinds/reading.ts";
import { readerOf } from "../kinds/kinds.ts";
import { compareObservations } from "./compare.ts";
import type { FoldedOutcome, FoldOptions, Outcome } from "./outcome.ts";
import { toOutcome } from "./to-outcome.ts";

/** What is known before the first event. */
const SILENCE: FoldedOutcome = {
  phase: "neutral",
  why: "silence",
  at: undefined,
  since: undefined,
  verdict: false,
  message: "",
};

/**
 * Folds the events of one object into the outcome to show: of a Kustomization those about one revision; of a HelmRelease all
 * there are, for a rollback names another version than the one that it judges, and `chartVersion` says which is asked for.
 *
 * Takes them in any order and with repetitions; the result is the same. It knows only what it is given, so keep the events that
 * belong together. It also tells what one event cannot:
 *
 * - applied or rolled out: with `healthAwaited`, a finished reconciliation is `rolled-out`, and so are passed health
 *   checks alone, where Flux does not send the end;
 * - released or tested: with `testsEnabled`, a Helm release succeeds once its tests have;
 * - a rollback is the failure of the release that it undid, if the history has that release, as a failure or as a success;
 * - a failure right before a cancelled health check, and a success that Flux reports after the object was deleted, are none;
 * - new or a heartbeat: since when the phase is what it is.
 *
 * @returns the greatest outcome by {@link compareObservations}; `neutral`, `silence` for an empty history.
 * @example
 * ```ts source="./fold.examples.ts#foldOutcomes"
 * const { phase, why, since } = foldOutcomes(eventsOfOneRevision, { healthAwaited: true });
 * return why === "rolled-out" ? `healthy since ${since ?? "some time"}` : phase;
 * ```
 * @see https://fluxcd.io/flux/components/notification/events/
 */
export function foldOutcomes(history: readonly FluxEvent[], options: FoldOptions = {}): FoldedOutcome {
  const byKind = new Map<KindReader, FluxEvent[]>();
  for (const event of history) {
    const reader = readerOf(event);
    const events = byKind.get(reader);
    if (events === undefined) byKind.set(reader, [event]);
    else events.push(event);
  }

  const outcomes = [...byKind].flatMap(([reader, events]) => {
    const read = reader.readWithin?.(events, options) ?? reader.read;
    return events.map((event) => toOutcome(event, read(event)));
  });
  const isAskedFor = ({ chartVersion }: Outcome) =>
    options.chartVersion === undefined || chartVersion === options.chartVersion;
  const [best, ...others] = outcomes.filter(isAskedFor).sort((a, b) => compareOutcomes(b, a));
  if (best === undefined) return SILENCE;
  const end = others.findIndex(({ phase }) => phase !== best.phase);
  const run = [best, ...(end < 0 ? others : others.slice(0, end))];
  return { ...best, since: run.at(-1)?.at };
}

// Outcomes of one second may differ in their text alone; the choice must not depend on their order.
function compareOutcomes(a: Outcome, b: Outcome): number {
  return (
    compareObservations(a, b) ||
    // A rollback often shares its second with the failure that it repairs, and tells of both.
    Number(a.why === "rollback") - Number(b.why === "rollback") ||
    compareText(a.why, b.why) ||
    compareText(a.message, b.message) ||
    compareText(a.chartVersion ?? "", b.chartVersion ?? "")
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
