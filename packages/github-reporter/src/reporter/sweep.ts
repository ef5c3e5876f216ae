import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { ReporterError } from "./errors.ts";
import type { Expectation, ExpectationState } from "./expectation.ts";
import { applyReport } from "./apply/apply-report.ts";
import type { ReporterPorts } from "./ports.ts";
import { emptyReport } from "./batch-report.ts";

/** Compares expectations with what GitHub shows, one after the other. */
export function sweep(
  expectations: readonly Expectation[],
  ports: ReporterPorts,
): ResultAsync<readonly ExpectationState[], ReporterError> {
  return expectations.reduce<ResultAsync<readonly ExpectationState[], ReporterError>>(
    (before, expectation) => before.andThen((states) => settle(expectation, ports).map((state) => [...states, state])),
    okAsync([]),
  );
}

function settle(expectation: Expectation, ports: ReporterPorts): ResultAsync<ExpectationState, ReporterError> {
  const { slot, revision } = expectation;
  return ports.locate(ports.client(slot.repository), slot, revision).andThen((location) => {
    if (location === undefined) return okAsync("gone" as const);
    const report = { ...emptyReport(slot, location, revision), expected: expectation };
    // A lane would come back to what is not finished, such as a doubtful dispatch; here the next sweep does.
    return applyReport(ports, report).map(({ expectation = "open", verdict }) =>
      verdict.code === "retry" ? "open" : expectation,
    );
  });
}
