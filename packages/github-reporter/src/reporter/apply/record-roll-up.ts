import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import { rollUpContext } from "../../status/context.ts";
import type { EnsureError } from "../../github/ensure-error.ts";
import type { LedgerEntry, StatusLedger } from "../../status/ledger.ts";
import type { Conclusion } from "../decide/conclusion.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { openLedger } from "./open-ledger.ts";

/**
 * Sums up several targets on the introducing commit and on the first revision that was reported with it.
 *
 * That revision is the tip of the branch that people look at. The roll-up on the introducing commit remembers it, as
 * `<release>@<revision>`, so that revisions that come later stay untouched.
 */
export function recordRollUp(
  ports: ApplyPorts,
  report: BatchReport,
  ledger: StatusLedger,
  { state, at, text }: Conclusion,
): ResultAsync<unknown, EnsureError> {
  const { target, location, revision } = report;
  if (target.targets.length < 2) return okAsync(undefined);

  const context = rollUpContext(target);
  const shown = ledger.shown(context);
  const ownId = location.release?.id ?? location.commit.sha.slice(0, 12);
  const first = shown?.id === undefined ? revision : revisionOf(shown.id);
  const isElsewhere = first !== undefined && first !== location.commit.sha;
  const entry: LedgerEntry = { context, state, at, text, id: isElsewhere ? `${ownId}@${first}` : ownId };

  const recorded = ledger.ensure(entry, "conclusion");
  if (!isElsewhere) return recorded;
  return recorded
    .andThen(() => openLedger(ports, { repository: location.commit.repository, sha: first }))
    .andThen((mirror) => mirror.ensure({ ...entry, id: ownId }, "conclusion"));
}

function revisionOf(id: string): string | undefined {
  return id.split("@")[1];
}
