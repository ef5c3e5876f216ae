import type { Expectation } from "../expectation.ts";
import type { ObservePorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { emptyReport } from "../batch-report.ts";
import type { ReportedSlot } from "../target.ts";
import type { LocateError } from "./locate.ts";
import type { RevisionReadings } from "./readings.ts";

/** What a batch holds: new events by revision, those that were kept, and what is expected. */
export interface BatchContent {
  readonly revisions: readonly RevisionReadings[];
  readonly kept: readonly RevisionReadings[];
  readonly expectations: readonly { readonly id: string; readonly expectation: Expectation }[];
}

/** Items of a batch whose place could not be found; none for events that were kept. */
export interface UnplacedItems {
  readonly items: readonly string[];
  readonly error: LocateError;
}

/** The reports of a batch, and what could not be placed. */
export interface CollectedReports {
  readonly reports: readonly BatchReport[];
  readonly unplaced: readonly UnplacedItems[];
}

/** Joins all that a batch says about one introducing commit into one report; several revisions may carry one lock. */
export async function collectReports(content: BatchContent, ports: ObservePorts): Promise<CollectedReports> {
  const reports = new Map<string, BatchReport>();
  const unplaced: UnplacedItems[] = [];

  const add = async (
    {
      slot,
      revision,
      items,
    }: { readonly slot: ReportedSlot; readonly revision: string; readonly items: readonly string[] },
    join: (report: BatchReport) => Partial<BatchReport>,
    onMissing: () => void = () => undefined,
  ): Promise<void> => {
    const located = await ports.locate(ports.client(slot.repository), slot, revision);
    if (located.isErr()) {
      unplaced.push({ items, error: located.error });
    } else if (located.value === undefined) {
      onMissing();
    } else {
      const { sha } = located.value.commit;
      // The revision that was reported first stays the report's.
      const report = reports.get(sha) ?? emptyReport(slot, located.value, revision);
      reports.set(sha, { ...report, ...join(report), items: [...report.items, ...items] });
    }
  };

  for (const { sha: revision, readings } of content.revisions) {
    const [{ resolved: slot, cluster, event }] = readings;
    await add(
      { slot, revision, items: readings.map(({ id }) => id) },
      (report) => ({ readings: [...report.readings, ...readings] }),
      () => {
        ports.tell({ code: "ignored", why: "no-lock", cluster, object: event.involvedObject, revision });
      },
    );
  }
  for (const { id, expectation } of content.expectations) {
    const { slot, revision } = expectation;
    await add(
      { slot, revision, items: [id] },
      ({ expected }) => ({ expected: earlier(expected, expectation) }),
      () => {
        ports.tell({ code: "expectation", slot: slot.slot, revision, state: "gone" });
      },
    );
  }
  for (const { sha: revision, readings } of content.kept) {
    const [{ resolved: slot }] = readings;
    await add({ slot, revision, items: [] }, (report) => ({ kept: [...report.kept, ...readings] }));
  }
  return { reports: [...reports.values()], unplaced };
}

/** An alarm that goes off comes once, and what was recorded with it must not make it early. */
function earlier(one: Expectation | undefined, other: Expectation): Expectation {
  return one !== undefined && Date.parse(one.deadline) <= Date.parse(other.deadline) ? one : other;
}
