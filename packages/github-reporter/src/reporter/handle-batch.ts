import { redactTokens } from "../github/redact.ts";
import type { LaneBatch, LaneItem, LaneVerdict } from "../lane/lane.ts";
import { collectReports, type CollectPorts } from "./collect-reports.ts";
import { strongestLaneVerdict, laneVerdictOf } from "./lane-verdict.ts";
import { idsToKeep } from "./keep.ts";
import type { Expectation } from "./expectation.ts";
import { lagOf } from "./lag.ts";
import { CLOCK_SKEW_MS, readRevisions } from "./readings.ts";
import { reportSlot } from "./report-slot.ts";
import type { ExpectedDeployment, ReceivedEvent, ReporterItem } from "./reporter-item.ts";
import type { ReportPorts } from "./slot-report.ts";

/** What the handling of a batch works with. */
export type BatchPorts = ReportPorts & CollectPorts;

/** Handles the items of one slot: finds where their evidence belongs, and reports each place once. */
export async function handleBatch(batch: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  const { signal } = batch;
  const client: ReportPorts["client"] = (repository) => ({
    // Octokit's own way to add a parameter to every request.
    request: ports.client(repository).request.defaults({ request: { signal } }),
  });
  const verdict = await judge(batch, { ...ports, client });
  const { key, attempt } = batch;
  switch (verdict.code) {
    case "done":
      ports.tell({ code: "handled", key, items: batch.items.length, lagMs: lagOf(batch.items, ports.clock.now()) });
      break;
    case "retry":
      ports.tell({ code: "retry", key, attempt, scope: verdict.scope, why: verdict.why });
      break;
    case "reject":
      ports.tell({ code: "rejected", key, items: batch.items.length, why: verdict.why });
  }
  return verdict;
}

/** A mistake in the program, such as a repository without an owner, must be heard of and lose nothing. */
async function judge(batch: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  try {
    return await report(batch, ports);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { code: "retry", scope: "key", why: redactTokens(why) };
  }
}

async function report({ items, kept }: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  const { resolveTarget, tell } = ports;
  const revisions = readRevisions(items.filter(isEvent), resolveTarget, tell);
  // What was told of them when they were new is not told again.
  const known = readRevisions(kept.filter(isEvent), resolveTarget, () => undefined);
  const expectations = items.filter(isExpectation).map((item) => asHandedOut(item, ports.clock.now()));

  const { reports, failed } = await collectReports({ revisions, known, expectations }, ports);
  const verdicts = [...failed];
  for (const slotReport of reports) {
    // What was kept alone is nothing new.
    if (slotReport.readings.length === 0 && slotReport.expected === undefined) continue;
    const verdict = await reportSlot(ports, slotReport).match((reported) => reported.verdict, laneVerdictOf);
    verdicts.push(verdict);
    // More requests would only prolong a rate limit.
    if (verdict.code === "retry" && verdict.scope === "group") break;
  }
  const verdict = strongestLaneVerdict(verdicts);
  return verdict.code === "done" ? { code: "done", keep: idsToKeep(reports) } : verdict;
}

/**
 * An alarm is handed out by the clock of the lane, which may be that of a database and ahead of ours. It comes once, so it
 * must not be taken for early.
 */
function asHandedOut(
  { body: { expectation }, notBefore = Infinity }: LaneItem<ExpectedDeployment>,
  now: number,
): Expectation {
  const isAlarm = notBefore > now && notBefore - now <= CLOCK_SKEW_MS;
  return isAlarm ? { ...expectation, deadline: new Date(now).toISOString() } : expectation;
}

function isEvent(item: LaneItem<ReporterItem>): item is LaneItem<ReceivedEvent> {
  return "event" in item.body;
}

function isExpectation(item: LaneItem<ReporterItem>): item is LaneItem<ExpectedDeployment> {
  return "expectation" in item.body;
}
