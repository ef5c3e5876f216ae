import type { GitHubClient } from "../github/call.ts";
import { redactTokens } from "../github/redact.ts";
import type { LaneBatch, LaneVerdict } from "../lane/lane.ts";
import type { Locate } from "./locate.ts";
import type { Revision } from "./readings.ts";
import { readRevisions } from "./readings.ts";
import { reportSlot } from "./report-slot.ts";
import type { ReporterItem } from "./reporter-item.ts";
import type { ReportPorts, SlotReport } from "./slot-report.ts";
import type { ResolveTarget } from "./target.ts";
import { strongestLaneVerdict, laneVerdictOf } from "./lane-verdict.ts";

/** What the handling of a batch works with. */
export interface BatchPorts extends ReportPorts {
  readonly resolveTarget: ResolveTarget;
  readonly locate: Locate;
}

/** Handles the events of one slot: finds where their evidence belongs, and reports each place once. */
export async function handleBatch(batch: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  const verdict = await judge(batch, { ...ports, client: withSignal(ports.client, batch.signal) });
  if (verdict.code === "retry") ports.tell({ code: "retry", key: batch.key, why: verdict.why });
  if (verdict.code === "reject") ports.tell({ code: "rejected", key: batch.key, why: verdict.why });
  return verdict;
}

/** A mistake in the program, such as a repository without an owner, must be heard of and lose nothing. */
async function judge({ items }: LaneBatch<ReporterItem>, ports: BatchPorts): Promise<LaneVerdict> {
  try {
    return await handleRevisions(readRevisions(items, ports.resolveTarget, ports.tell), ports);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { code: "retry", scope: "key", why: redactTokens(why) };
  }
}

async function handleRevisions(revisions: readonly Revision[], ports: BatchPorts): Promise<LaneVerdict> {
  const reports = new Map<string, SlotReport>();
  const verdicts: LaneVerdict[] = [];
  for (const revision of revisions) {
    const found = await findReport(revision, ports);
    if ("code" in found) verdicts.push(found);
    else join(reports, found);
  }
  for (const report of reports.values()) {
    const verdict = await reportSlot(ports, report).match((ok) => ok, laneVerdictOf);
    verdicts.push(verdict);
    // More requests would only prolong a rate limit.
    if (verdict.code === "retry" && verdict.scope === "group") break;
  }
  return strongestLaneVerdict(verdicts);
}

async function findReport({ sha, readings }: Revision, ports: BatchPorts): Promise<SlotReport | LaneVerdict> {
  const [{ target, cluster, event }] = readings;
  return ports.locate(ports.client, target, sha).match((location): SlotReport | LaneVerdict => {
    if (location !== undefined) return { target, location, revision: sha, readings };
    ports.tell({ code: "ignored", why: "no-lock", cluster, object: event.involvedObject, revision: sha });
    return { code: "done" };
  }, laneVerdictOf);
}

/** Several revisions may carry one lock; the one that was reported first stays the report's. */
function join(reports: Map<string, SlotReport>, report: SlotReport): void {
  const { sha } = report.location.commit;
  const known = reports.get(sha);
  reports.set(sha, known === undefined ? report : { ...known, readings: [...known.readings, ...report.readings] });
}

/** Octokit's own way to add a parameter to every request. */
function withSignal(client: GitHubClient, signal: AbortSignal): GitHubClient {
  return { request: client.request.defaults({ request: { signal } }) };
}
