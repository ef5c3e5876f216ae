import type { Phase } from "@gitops/flux-events";
import { describeOutcome, foldOutcomes } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";

import { targetContext } from "../../status/context.ts";
import type { EnsureError } from "../../github/ensure-error.ts";
import type { LedgerEntry, StatusLedger } from "../../status/ledger.ts";
import type { Reading } from "../observe/readings.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { subjectOf } from "../batch-report.ts";
import { recordObservations } from "./record-observations.ts";

/**
 * Writes what Flux saw on each target that the batch speaks of.
 *
 * @returns whether GitHub showed something else of one of them.
 */
export function recordTargets(
  ports: ApplyPorts,
  report: BatchReport,
  ledger: StatusLedger,
): ResultAsync<boolean, EnsureError> {
  const entries = [...readingsByTarget(report)].flatMap(([name, readings]) => {
    const known = report.kept.filter(({ resolved }) => resolved.target === name);
    const entry = toEntry(ports, report, name, [...readings, ...known]);
    return entry === undefined ? [] : [entry];
  });
  return recordObservations(ledger, entries);
}

type Readings = readonly [Reading, ...Reading[]];

function readingsByTarget({ readings }: BatchReport): ReadonlyMap<string, Readings> {
  const groups = new Map<string, [Reading, ...Reading[]]>();
  for (const reading of readings) {
    const group = groups.get(reading.resolved.target);
    if (group === undefined) groups.set(reading.resolved.target, [reading]);
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

function toEntry({ tell }: ApplyPorts, report: BatchReport, name: string, readings: Readings): LedgerEntry | undefined {
  const [{ cluster, event, revision, resolved }] = readings;
  const outcome = foldOutcomes(
    readings.map((reading) => reading.event),
    resolved.fold,
  );
  const state = STATES[outcome.phase];
  if (outcome.at === undefined || state === undefined) {
    tell({ code: "ignored", why: outcome.why, cluster, object: event.involvedObject, revision });
    return undefined;
  }
  const context = targetContext(report.target, name);
  return { context, state, text: describeOutcome(outcome), at: outcome.at, id: subjectOf(report) };
}
