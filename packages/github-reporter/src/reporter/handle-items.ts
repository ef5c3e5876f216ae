import { redactTokens } from "../github/redact.ts";
import type { LaneBatch, LaneItem, LaneVerdict } from "../lane/lane.ts";
import { collectReports, type UnplacedItems } from "./observe/collect-reports.ts";
import type { Expectation } from "./expectation.ts";
import { isEvent, isExpectation } from "./observe/item-shape.ts";
import { idsToKeep } from "./decide/keep.ts";
import type { PartVerdict, Tries } from "./decide/lane-verdict.ts";
import { joinVerdicts, laneVerdictOf } from "./decide/lane-verdict.ts";
import { CLOCK_SKEW_MS, readRevisions } from "./observe/readings.ts";
import { applyReport } from "./apply/apply-report.ts";
import type { ExpectedDeployment, ReporterItem } from "./reporter-item.ts";
import { sortInbox } from "./inbox.ts";
import { INBOX_KEY } from "./lane-key.ts";
import type { ReporterPorts } from "./ports.ts";

/** Handles the items of one slot: finds where their evidence belongs, and reports each place once. */
export async function handleItems(batch: LaneBatch<ReporterItem>, ports: ReporterPorts): Promise<LaneVerdict> {
  const { signal } = batch;
  const client: ReporterPorts["client"] = (repository) => ({
    // Octokit's own way to add a parameter to every request.
    request: ports.client(repository).request.defaults({ request: { signal } }),
  });
  const verdict = await judge(batch, { ...ports, client });
  const { key, attempt } = batch;
  switch (verdict.code) {
    case "done":
      for (const { why } of verdict.reject ?? []) ports.tell({ code: "rejected", key, items: 1, why });
      // What an inbox held is not shown yet, but under way to its slots.
      if (key === INBOX_KEY) break;
      ports.tell({
        code: "handled",
        key,
        items: batch.items.length - (verdict.reject?.length ?? 0),
        lagMs: lagOf(batch.items, ports.clock.now()),
      });
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
async function judge(batch: LaneBatch<ReporterItem>, ports: ReporterPorts): Promise<LaneVerdict> {
  try {
    return await (batch.key === INBOX_KEY ? sortInbox(batch.items, ports) : handleSlot(batch, ports));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { code: "retry", scope: "key", why: redactTokens(why) };
  }
}

async function handleSlot(
  { items, kept, attempt }: LaneBatch<ReporterItem>,
  ports: ReporterPorts,
): Promise<LaneVerdict> {
  const { resolveTarget, tell } = ports;
  const content = {
    revisions: readRevisions(items.filter(isEvent), resolveTarget, tell),
    // What was told of them when they were new is not told again.
    kept: readRevisions(kept.filter(isEvent), resolveTarget, () => undefined),
    expectations: items.filter(isExpectation).map((item) => ({ id: item.id, expectation: asHandedOut(item, ports) })),
  };
  const { reports, unplaced } = await collectReports(content, ports);
  const youngest = agesOf(items, ports.clock.now()).reduce((least, age) => Math.min(least, age), Infinity);
  const tries: Tries = { attempt, ageMs: youngest };

  const parts: PartVerdict[] = [...verdictsOn(unplaced, tries), ...unreadable(items)];
  // What was kept alone is nothing new.
  for (const report of reports.filter((one) => one.items.length > 0)) {
    const verdict = await applyReport(ports, report).match(
      (reported) => reported.verdict,
      (error) => laneVerdictOf(error, tries),
    );
    parts.push({ items: report.items, verdict });
    // More requests would only prolong a rate limit.
    if (verdict.code === "retry" && verdict.scope === "group") break;
  }
  return joinVerdicts(parts, items.length, idsToKeep(reports));
}

function verdictsOn(unplaced: readonly UnplacedItems[], tries: Tries): readonly PartVerdict[] {
  return (
    unplaced
      .map(({ items, error }) => ({ items, verdict: laneVerdictOf(error, tries) }))
      // A revision that was kept and is not there any more must not keep new events from being handled.
      .filter(({ items, verdict }) => items.length > 0 || verdict.code === "retry")
  );
}

const UNREADABLE = "The item is none of a reporter: another program, or another version, put it into the lane.";

function unreadable(items: readonly LaneItem<ReporterItem>[]): readonly PartVerdict[] {
  return items
    .filter((item) => !isEvent(item) && !isExpectation(item))
    .map(({ id }) => ({ items: [id], verdict: { code: "reject", why: UNREADABLE } }));
}

/** Milliseconds since the oldest event of a batch was received. */
function lagOf(items: readonly LaneItem<ReporterItem>[], now: number): number | undefined {
  const ages = agesOf(items, now);
  return ages.length === 0 ? undefined : ages.reduce((oldest, age) => Math.max(oldest, age), 0);
}

/** Milliseconds since each event was received. */
function agesOf(items: readonly LaneItem<ReporterItem>[], now: number): readonly number[] {
  return items.filter(isEvent).map(({ body }) => now - Date.parse(body.receivedAt));
}

/**
 * An alarm is handed out by the clock of the lane, which may be that of a database and ahead of ours. It comes once, so it
 * must not be taken for early.
 */
function asHandedOut(
  { body: { expectation }, notBefore = Infinity }: LaneItem<ExpectedDeployment>,
  { clock }: ReporterPorts,
): Expectation {
  const now = clock.now();
  const isAlarm = notBefore > now && notBefore - now <= CLOCK_SKEW_MS;
  return isAlarm ? { ...expectation, deadline: new Date(now).toISOString() } : expectation;
}
