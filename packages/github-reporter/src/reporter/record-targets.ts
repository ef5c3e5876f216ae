import type { Phase } from "@gitops/flux-events";
import { compareObservations, describeOutcome, foldOutcomes } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import { targetContext } from "../status/context.ts";
import { toObservation } from "../status/decide-write.ts";
import type { LedgerEntry, StatusError, StatusLedger } from "../status/ledger.ts";
import type { Reading } from "./readings.ts";
import type { ReportPorts, SlotReport } from "./slot-report.ts";

/** Writes what Flux saw on each target that the batch speaks of. */
export function recordTargets(
  ports: ReportPorts,
  report: SlotReport,
  ledger: StatusLedger,
): ResultAsync<unknown, StatusError> {
  const entries = [...readingsByTarget(report)].flatMap(([name, readings]) => {
    const observed = observe(ports, report, name, readings);
    return observed === undefined ? [] : [newestOf(ports, report, observed)];
  });
  return entries.reduce<ResultAsync<unknown, StatusError>>(
    (before, entry) => before.andThen(() => ledger.ensure(entry, "observation")),
    okAsync(undefined),
  );
}

function readingsByTarget({ readings }: SlotReport): ReadonlyMap<string, readonly [Reading, ...Reading[]]> {
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

function observe(
  { tell }: ReportPorts,
  { target, location }: SlotReport,
  name: string,
  readings: readonly [Reading, ...Reading[]],
): LedgerEntry | undefined {
  const outcome = foldOutcomes(readings.map(({ event }) => event));
  const state = STATES[outcome.phase];
  if (outcome.at === undefined || state === undefined) {
    const [{ cluster, event, revision }] = readings;
    tell({ code: "ignored", why: outcome.why, cluster, object: event.involvedObject, revision });
    return undefined;
  }
  const id = location.release?.id ?? location.commit.sha.slice(0, 12);
  return { context: targetContext(target, name), state, text: describeOutcome(outcome), at: outcome.at, id };
}

/**
 * Returns the greatest observation so far.
 *
 * GitHub keeps the first of several equal states, so a success that was confirmed at noon is shown as of ten; without this
 * memory, a failure of eleven that arrives late would win.
 */
function newestOf({ newest }: ReportPorts, { location }: SlotReport, observed: LedgerEntry): LedgerEntry {
  const { repository, sha } = location.commit;
  const key = `${repository} ${sha} ${observed.context}`;
  const known = newest.get(key);
  const greatest =
    known !== undefined && compareObservations(toObservation(known), toObservation(observed)) >= 0 ? known : observed;
  newest.set(key, greatest);
  return greatest;
}
