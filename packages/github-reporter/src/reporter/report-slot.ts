import type { ResultAsync } from "neverthrow";
import { ok, safeTry } from "neverthrow";

import type { DispatchOutcome } from "../dispatch/dispatch.ts";
import type { LaneVerdict } from "../lane/lane.ts";
import { targetContext } from "../status/context.ts";
import type { StatusError, StatusLedger } from "../status/ledger.ts";
import { dispatchResult, showDeployment, showVerdict } from "./announce.ts";
import { conclude } from "./conclusion.ts";
import { recordTargets } from "./record-targets.ts";
import { recordRollUp } from "./roll-up.ts";
import type { ReportPorts, SlotReport } from "./slot-report.ts";
import { openLedger } from "./slot-report.ts";

const DONE: LaneVerdict = { code: "done" };

/** Brings everything that GitHub shows of a slot in line with what Flux saw; harmless when repeated. */
export function reportSlot(ports: ReportPorts, report: SlotReport): ResultAsync<LaneVerdict, StatusError> {
  const { target, location } = report;
  const key = `${location.commit.repository} ${location.commit.sha} ${target.slot}`;

  return safeTry(async function* () {
    const ledger = yield* openLedger(ports, location.commit);
    yield* recordTargets(ports, report, ledger);

    const conclusion = conclude(target.targets, (name) => ledger.shown(targetContext(target, name)));
    if (conclusion === undefined) return ok(DONE);
    // A heartbeat of Flux changes nothing, and so nothing that follows needs to be read again.
    const evidence = fingerprint(report, ledger);
    if (ports.settled.get(key) === evidence) return ok(DONE);

    yield* recordRollUp(ports, report, ledger, conclusion);
    yield* showDeployment(ports, report, conclusion);
    yield* showVerdict(ports, report, conclusion);
    const dispatched = yield* dispatchResult(ports, report, ledger, conclusion);
    const verdict = verdictOnDispatch(dispatched);
    // What is left to a person is told once, and not with each heartbeat.
    if (verdict.code !== "retry") ports.settled.set(key, evidence);
    return ok(verdict);
  });
}

function verdictOnDispatch(outcome: DispatchOutcome | undefined): LaneVerdict {
  if (outcome?.code === "waiting") {
    return { code: "retry", scope: "key", afterMs: outcome.afterMs, why: "A dispatch may have been sent." };
  }
  return outcome?.code === "held" ? { code: "reject", why: outcome.why } : DONE;
}

/** Two ledgers with the same fingerprint lead to the same conclusion. */
function fingerprint({ target }: SlotReport, ledger: StatusLedger): string {
  return JSON.stringify(
    target.targets.map((name) => {
      const status = ledger.shown(targetContext(target, name));
      return [name, status?.state, status?.at];
    }),
  );
}
