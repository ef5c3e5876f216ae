import type { Phase } from "@gitops/flux-events";
import { describeOutcome, foldOutcomes } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";

import { targetContext } from "../../status/context.ts";
import type { LedgerEntry, EnsureError, StatusLedger } from "../../status/ledger.ts";
import type { Reading } from "../observe/readings.ts";
import type { ApplyPorts } from "../ports.ts";
import type { SlotReport } from "../slot-report.ts";
import { subjectOf } from "../slot-report.ts";
import { recordObservations } from "./record-observations.ts";

/**
 * Writes what Flux saw on each target that the batch speaks of.
 *
 * @returns whether GitHub showed something else of one of them.
 */
export function recordTargets(
  ports: ApplyPorts,
  report: SlotReport,
  ledger: StatusLedger,
): ResultAsync<boolean, EnsureError> {
  const entries = [...readingsByTarget(report)].flatMap(([name, readings]) => {
    const known = report.kept.filter(({ target }) => target.target === name);
    const observed = observe(ports, report, name, [...readings, ...known]);
    return observed === undefined ? [] : [observed];
  });
  return recordObservations(ledger, entries);
}

type Readings = readonly [Reading, ...Reading[]];

function readingsByTarget({ readings }: SlotReport): ReadonlyMap<string, Readings> {
  const groups = new Map<string, [Reading, ...Reading[]]>();
  for (const reading of readings) {
    const group = groups.get(reading.target.target);
    if (group === undefined) groups.set(reading.target.target, [reading]);
    else group.push(reading);
  }
  return groups;
}

const STATES: Readonly<Record<Phase, LedgerEntry["state"] | undefined>> = {
  progressing: "pending",
  succeeded: "success",
  failed: "failure",
  neutral: undefined,
};

function observe({ tell }: ApplyPorts, report: SlotReport, name: string, readings: Readings): LedgerEntry | undefined {
  const [{ cluster, event, revision, target }] = readings;
  const outcome = foldOutcomes(
    readings.map((reading) => reading.event),
    target.fold,
  );
  const state = STATES[outcome.phase];
  if (outcome.at === undefined || state === undefined) {
    tell({ code: "ignored", why: outcome.why, cluster, object: event.involvedObject, revision });
    return undefined;
  }
  const context = targetContext(report.target, name);
  return { context, state, text: describeOutcome(outcome), at: outcome.at, id: subjectOf(report) };
}
