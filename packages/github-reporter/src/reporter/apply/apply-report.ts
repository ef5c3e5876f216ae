import type { ResultAsync } from "neverthrow";
import { err, ok, safeTry } from "neverthrow";

import type { DispatchOutcome } from "../../dispatch/dispatch.ts";
import type { LaneVerdict } from "../../lane/lane.ts";
import { targetContext } from "../../status/context.ts";
import type { StatusLedger } from "../../status/ledger.ts";
import { conclude } from "../decide/conclusion.ts";
import type { ReporterError } from "../errors.ts";
import type { ExpectationState } from "../expectation.ts";
import { recordTargets } from "./record-targets.ts";
import { recordRollUp } from "./record-roll-up.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { dispatchResult } from "./dispatch-result.ts";
import { openLedger } from "./open-ledger.ts";
import { settleExpectation } from "./settle-expectation.ts";
import { showDeployment } from "./show-deployment.ts";
import { showVerdict } from "./show-verdict.ts";
import { supersedeEarlier } from "./mark-superseded.ts";

const DONE: LaneVerdict = { code: "done" };
const AGAIN: LaneVerdict = {
  code: "retry",
  scope: "key",
  why: "Another reporter changed the statuses of the targets meanwhile.",
};

/** What became of a report. */
export interface ReportOutcome {
  /** What the lane does with the items. */
  readonly verdict: LaneVerdict;
  /** How that stands which was expected, if anything was. */
  readonly expectation: ExpectationState | undefined;
}

/** Brings everything that GitHub shows of a slot in line with what Flux saw; harmless when repeated. */
export function applyReport(ports: ApplyPorts, report: BatchReport): ResultAsync<ReportOutcome, ReporterError> {
  const { target, location, expected } = report;
  const key = `${location.commit.repository} ${location.commit.sha} ${target.slot}`;

  return safeTry(async function* () {
    const ledger = yield* openLedger(ports, location.commit);
    const hasWritten = yield* recordTargets(ports, report, ledger);
    const expectation = expected && (yield* settleExpectation(ports, report, expected, ledger));

    const conclusion = conclude(target, (name) => ledger.shown(targetContext(target, name)));
    // A heartbeat of Flux changes nothing, and so nothing that follows needs to be read again; unless it had to be written
    // again, for then another reporter has drawn its own conclusions.
    const evidence = fingerprint(report, ledger);
    const isSaid = conclusion === undefined || (!hasWritten && ports.concluded.get(key) === evidence);
    // What was superseded must not be shown as a deployment in progress.
    if (isSaid || expectation === "superseded") return ok({ verdict: DONE, expectation });

    yield* recordRollUp(ports, report, ledger, conclusion);
    const deployment = await showDeployment(ports, report, conclusion);
    // Deployments are a view: one that may not be written stops nothing. What may heal soon is not asked for more.
    if (deployment.isErr() && deployment.error.code !== "GITHUB_REQUEST_FAILED") return err(deployment.error);
    yield* showVerdict(ports, report, conclusion);
    // Another reporter that knew more may have drawn its conclusion first, and this one would have hidden it.
    if (yield* isOutdated(ports, report, evidence)) return ok({ verdict: AGAIN, expectation });
    if (conclusion.state !== "pending") yield* supersedeEarlier(ports, report);
    const dispatched = yield* dispatchResult(ports, report, ledger, conclusion);
    const verdict = verdictOnDispatch(dispatched);
    if (verdict.code === "retry") return ok({ verdict, expectation });
    if (deployment.isErr()) {
      // Told once, and again only to who replays it; what is missing is tried with each heartbeat.
      const [item = ""] = report.items;
      const toldBy = ports.refused.get(`${key} ${evidence}`);
      if (toldBy !== undefined && toldBy !== item) return ok({ verdict: DONE, expectation });
      ports.refused.set(`${key} ${evidence}`, item);
      return err(deployment.error);
    }
    // What is left to a person is told once, and not with each heartbeat.
    ports.concluded.set(key, evidence);
    return ok({ verdict, expectation });
  });
}

function verdictOnDispatch(outcome: DispatchOutcome | undefined): LaneVerdict {
  if (outcome?.code === "waiting") {
    return {
      code: "retry",
      scope: "key",
      afterMs: outcome.afterMs,
      why: "GitHub did not say whether it took the dispatch; its run is looked for later.",
    };
  }
  return outcome?.code === "held" ? { code: "reject", why: outcome.why } : DONE;
}

function isOutdated(ports: ApplyPorts, report: BatchReport, evidence: string): ResultAsync<boolean, ReporterError> {
  return openLedger(ports, report.location.commit).map((ledger) => fingerprint(report, ledger) !== evidence);
}

/** Two ledgers with the same fingerprint lead to the same conclusion. */
function fingerprint({ target, readings }: BatchReport, ledger: StatusLedger): string {
  const targets = target.targets.map((name) => {
    const status = ledger.shown(targetContext(target, name));
    return [name, status?.state, status?.at];
  });
  // Flux at work and Flux awaited are both pending, but not one state of a deployment.
  return JSON.stringify([readings.length > 0, ...targets]);
}
