import type { LaneVerdict } from "../lane/lane.ts";
import type { Expectation } from "./expectation.ts";
import type { PartVerdict } from "./lane-verdict.ts";
import { laneVerdictOf } from "./lane-verdict.ts";
import type { Locate, Location } from "./locate.ts";
import type { Revision } from "./readings.ts";
import type { ReportPorts, SlotReport } from "./slot-report.ts";
import type { ReportedSlot, ResolveTarget } from "./target.ts";

/** What finds out where evidence belongs. */
export interface CollectPorts extends Pick<ReportPorts, "client" | "tell"> {
  readonly resolveTarget: ResolveTarget;
  readonly locate: Locate;
}

/** What a batch holds: new events by revision, those that were kept, and what is expected. */
export interface BatchContent {
  /** Which delivery of the key it is, from 1. */
  readonly delivery: number;
  readonly revisions: readonly Revision[];
  readonly kept: readonly Revision[];
  readonly expectations: readonly { readonly id: string; readonly expectation: Expectation }[];
}

/** The reports of a batch, and the verdicts on what could not be placed. */
export interface CollectedReports {
  readonly reports: readonly SlotReport[];
  readonly failed: readonly PartVerdict[];
}

/** Joins all that a batch says about one introducing commit into one report; several revisions may carry one lock. */
export async function collectReports(content: BatchContent, ports: CollectPorts): Promise<CollectedReports> {
  const reports = new Map<string, SlotReport>();
  const failed: PartVerdict[] = [];
  const place = async (target: ReportedSlot, revision: string): Promise<SlotReport | LaneVerdict | undefined> =>
    ports.locate(ports.client(target.repository), target, revision).match(
      (location) => location && toReport(target, location, revision),
      (error) => laneVerdictOf(error, content.delivery),
    );
  const merge = (report: SlotReport, parts: Partial<SlotReport>): void => {
    reports.set(report.location.commit.sha, { ...report, ...parts });
  };
  // The revision that was reported first stays the report's.
  const join = (placed: SlotReport): SlotReport => reports.get(placed.location.commit.sha) ?? placed;

  for (const { sha, readings } of content.revisions) {
    const [{ target, cluster, event }] = readings;
    const items = readings.map(({ id }) => id);
    const placed = await place(target, sha);
    if (placed === undefined) {
      ports.tell({ code: "ignored", why: "no-lock", cluster, object: event.involvedObject, revision: sha });
    } else if ("code" in placed) {
      failed.push({ items, verdict: placed });
    } else {
      const report = join(placed);
      merge(report, { items: [...report.items, ...items], readings: [...report.readings, ...readings] });
    }
  }
  for (const { id, expectation } of content.expectations) {
    const { slot, revision } = expectation;
    const placed = await place(slot, revision);
    if (placed === undefined) ports.tell({ code: "expectation", slot: slot.slot, revision, state: "gone" });
    else if ("code" in placed) failed.push({ items: [id], verdict: placed });
    else {
      const report = join(placed);
      merge(report, { items: [...report.items, id], expected: earlier(report.expected, expectation) });
    }
  }
  for (const { sha, readings } of content.kept) {
    const placed = await place(readings[0].target, sha);
    // A revision that is not there any more must not keep new events from being handled.
    if (placed === undefined || ("code" in placed && placed.code !== "retry")) continue;
    if ("code" in placed) {
      failed.push({ items: [], verdict: placed });
    } else {
      const report = join(placed);
      merge(report, { kept: [...report.kept, ...readings] });
    }
  }
  return { reports: [...reports.values()], failed };
}

/** An alarm that goes off comes once, and what was recorded with it must not make it early. */
function earlier(one: Expectation | undefined, other: Expectation): Expectation {
  return one !== undefined && Date.parse(one.deadline) <= Date.parse(other.deadline) ? one : other;
}

/** A report that says nothing yet. */
export function toReport(target: ReportedSlot, location: Location, revision: string): SlotReport {
  return { target, location, revision, items: [], readings: [], kept: [], expected: undefined };
}
