import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import { type CollectPorts, toReport } from "./collect-reports.ts";
import type { ReporterError } from "./errors.ts";
import type { Expectation, ExpectationState } from "./expectation.ts";
import { reportSlot } from "./report-slot.ts";
import type { ReportPorts } from "./slot-report.ts";

/** Compares expectations with what GitHub shows, one after the other. */
export function sweep(
  expectations: readonly Expectation[],
  ports: ReportPorts & CollectPorts,
): ResultAsync<readonly ExpectationState[], ReporterError> {
  return expectations.reduce<ResultAsync<readonly ExpectationState[], ReporterError>>(
    (before, expectation) => before.andThen((states) => settle(expectation, ports).map((state) => [...states, state])),
    okAsync([]),
  );
}

function settle(
  expectation: Expectation,
  ports: ReportPorts & CollectPorts,
): ResultAsync<ExpectationState, ReporterError> {
  const { slot, revision } = expectation;
  return ports.locate(ports.client(slot.repository), slot, revision).andThen((location) => {
    if (location === undefined) return okAsync("gone" as const);
    const report = { ...toReport(slot, location, revision), expected: expectation };
    // A lane would come back to what is not finished, such as a doubtful dispatch; here the next sweep does.
    return reportSlot(ports, report).map(({ expectation = "open", verdict }) =>
      verdict.code === "retry" ? "open" : expectation,
    );
  });
}
