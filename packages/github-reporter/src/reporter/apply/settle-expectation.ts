import type { ResultAsync } from "neverthrow";
import { ok, safeTry } from "neverthrow";

import { targetContext } from "../../status/context.ts";
import { isOverdue, overdueId } from "../../status/decide-write.ts";
import type { LedgerEntry, StatusLedger } from "../../status/ledger.ts";
import { toSeconds } from "../../status/description.ts";
import { findSuccessor } from "../observe/find-successor.ts";
import { conclude } from "../decide/conclusion.ts";
import type { ReporterError } from "../errors.ts";
import type { Expectation, ExpectationState } from "../expectation.ts";
import { recordObservations } from "./record-observations.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { subjectOf } from "../batch-report.ts";
import { markSuperseded } from "./mark-superseded.ts";

/**
 * Compares what was expected with what GitHub shows: targets that did not report are pending while there is time, and
 * failed after that, unless the branch has moved on.
 */
export function settleExpectation(
  ports: ApplyPorts,
  report: BatchReport,
  expectation: Expectation,
  ledger: StatusLedger,
): ResultAsync<ExpectationState, ReporterError> {
  const { target } = report;
  const statusOf = (name: string): ReturnType<StatusLedger["shown"]> => ledger.shown(targetContext(target, name));
  const silent = target.targets.filter((name) => (statusOf(name)?.state ?? "pending") === "pending");

  const settled: ResultAsync<ExpectationState, ReporterError> = safeTry(async function* () {
    const { state } = conclude(target, statusOf) ?? { state: "pending" };
    const wasSilent = target.targets.some((name) => isOverdue(statusOf(name) ?? { id: undefined }));
    // Asked again, it is still silence that made it fail.
    if (silent.length === 0 || state !== "pending") {
      return ok(state === "failure" && wasSilent ? ("overdue" as const) : ("met" as const));
    }
    if (ports.clock.now() < Date.parse(expectation.deadline)) {
      yield* recordObservations(
        ledger,
        silent.map((name) => waitingEntry(report, expectation, name)),
      );
      return ok("open" as const);
    }
    const successor = yield* findSuccessor(ports, report);
    if (successor !== undefined) {
      yield* markSuperseded(ports, report, ledger, successor);
      return ok("superseded" as const);
    }
    yield* recordObservations(
      ledger,
      silent.map((name) => overdueEntry(report, expectation, name)),
    );
    return ok("overdue" as const);
  });
  return settled.map((state) => {
    ports.tell({ code: "expectation", slot: target.slot, revision: expectation.revision, state });
    return state;
  });
}

function waitingEntry(report: BatchReport, { since }: Expectation, name: string): LedgerEntry {
  const text = "Waiting for Flux to report";
  return { context: targetContext(report.target, name), state: "pending", text, at: since, id: subjectOf(report) };
}

function overdueEntry(report: BatchReport, { since, deadline }: Expectation, name: string): LedgerEntry {
  return {
    context: targetContext(report.target, name),
    state: "failure",
    text: `Flux has not reported how it ended by ${toSeconds(deadline)}`,
    at: since,
    id: overdueId(subjectOf(report)),
  };
}
