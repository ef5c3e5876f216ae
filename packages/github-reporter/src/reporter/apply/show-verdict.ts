import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import { verdictContext } from "../../status/context.ts";
import type { EnsureError } from "../../github/ensure-error.ts";
import type { Conclusion } from "../decide/conclusion.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { commitPage } from "./commit-page.ts";
import { openLedger } from "./open-ledger.ts";

/** Writes the verdict on the code commit; nothing while it is open, or without a release. */
export function showVerdict(
  ports: ApplyPorts,
  { target, location: { release, commit } }: BatchReport,
  { state, text, at }: Conclusion,
): ResultAsync<unknown, EnsureError> {
  if (release === undefined || state === "pending") return okAsync(undefined);
  // The verdict speaks of one commit of the manifests: the same release may be deployed again with other configuration.
  const targetUrl = commitPage(ports, commit);
  const entry = { context: verdictContext(target), state, text, at, id: commit.sha, targetUrl };
  return openLedger(ports, release.source).andThen((ledger) => ledger.ensure(entry, "conclusion"));
}
