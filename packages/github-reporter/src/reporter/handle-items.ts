import { redactTokens } from "../github/redact.ts";
import type { LaneBatch, LaneItem, LaneVerdict } from "../lane/lane.ts";
import { collectReports, type CollectPorts } from "./collect-reports.ts";
import type { Expectation } from "./expectation.ts";
import { isEvent, isExpectation } from "./item-shape.ts";
import { idsToKeep } from "./keep.ts";
import type { PartVerdict } from "./lane-verdict.ts";
import { joinVerdicts, laneVerdictOf } from "./lane-verdict.ts";
import { CLOCK_SKEW_MS, readRevisions } from "./readings.ts";
import { reportSlot } from "./report-slot.ts";
import type { ExpectedDeployment, ReporterItem } from "./reporter-item.ts";
import type { ReportPorts } from "./slot-report.ts";

/** What the handling of a batch works with. */
export type BatchPorts = ReportPorts & CollectPorts;

/** Handles the items of one slot: finds where their evidence belongs, and reports each place once. */
export async function handleItems(batch: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  const { signal } = batch;
  const client: ReportPorts["client"] = (repository) => ({
    // Octokit's own way to add a parameter to every request.
    request: ports.client(repository).request.defaults({ request: { signal } }),
  });
  const verdict = await judge(batch, { ...ports, client });
  const { key, attempt } = batch;
  switch (verdict.code) {
    case "done":
      for (const { why } of verdict.reject ?? []) ports.tell({ code: "rejected", key, items: 1, why });
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

async function report({ items, kept, attempt }: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  const { resolveTarget, tell } = ports;
  const content = {
    delivery: attempt,
    revisions: readRevisions(items.filter(isEvent), resolveTarget, tell),
    // What was told of them when they were new is not told again.
    kept: readRevisions(kept.filter(isEvent), resolveTarget, () => undefined),
    expectations: items.filter(isExpectation).map((item) => ({ id: item.id, expectation: asHandedOut(item, ports) })),
  };
  const { reports, failed } = await collectReports(content, ports);

  const parts: PartVerdict[] = [...failed, ...unreadable(items)];
  // What was kept alone is nothing new.
  for (const slotReport of reports.filter((one) => one.items.length > 0)) {
    const verdict = await reportSlot(ports, slotReport).match(
      (reported) => reported.verdict,
      (error) => laneVerdictOf(error, attempt),
    );
    parts.push({ items: slotReport.items, verdict });
    // More requests would only prolong a rate limit.
    if (verdict.code === "retry" && verdict.scope === "group") break;
  }
  return joinVerdicts(parts, items.length, idsToKeep(reports));
}

const UNREADABLE = "The item is none of a reporter: another program, or another version, put it into the lane.";

function unreadable(items: readonly LaneItem<ReporterItem>[]): readonly PartVerdict[] {
  return items
    .filter((item) => !isEvent(item) && !isExpectation(item))
    .map(({ id }) => ({ items: [id], verdict: { code: "reject", why: UNREADABLE } }));
}

/** Milliseconds since the oldest event of a batch was received. */
function lagOf(items: readonly LaneItem<ReporterItem>[], now: number): number | undefined {
  const ages = items.filter(isEvent).map(({ body }) => now - Date.parse(body.receivedAt));
  return ages.length === 0 ? undefined : ages.reduce((oldest, age) => Math.max(oldest, age), 0);
}

/**
 * An alarm is handed out by the clock of the lane, which may be that of a database and ahead of ours. It comes once, so it
 * must not be taken for early.
 */
function asHandedOut(
  { body: { expectation }, notBefore = Infinity }: LaneItem<ExpectedDeployment>,
  { clock }: BatchPorts,
): Expectation {
  const now = clock.now();
  const isAlarm = notBefore > now && notBefore - now <= CLOCK_SKEW_MS;
  return isAlarm ? { ...expectation, deadline: new Date(now).toISOString() } : expectation;
}
