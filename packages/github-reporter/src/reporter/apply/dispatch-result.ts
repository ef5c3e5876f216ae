import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { DispatchOutcome } from "../../dispatch/dispatch.ts";
import { dispatchOnce } from "../../dispatch/dispatch-once.ts";
import { dispatchId } from "../../dispatch/payload.ts";
import type { EnsureError } from "../../github/ensure-error.ts";
import type { StatusLedger } from "../../status/ledger.ts";
import type { Conclusion } from "../decide/conclusion.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";

/** Tells the workflows of the end of a deployment. */
export function dispatchResult(
  { client, creators, clock, tell, dispatch: settings }: ApplyPorts,
  { target, location: { release, commit } }: BatchReport,
  ledger: StatusLedger,
  { state, targets }: Conclusion,
): ResultAsync<DispatchOutcome | undefined, EnsureError> {
  const repository = settings?.repository ?? release?.source.repository;
  const isWanted = state === "success" || (state === "failure" && settings?.onFailure === true);
  if (settings === undefined || repository === undefined || !isWanted) return okAsync(undefined);

  const { slot, app, environment, part, next } = target;
  const id = dispatchId({ slot, release: release?.id ?? null, result: state, manifests: commit });
  const payload = {
    schema: 1 as const,
    id,
    release: release?.id ?? null,
    app,
    environment,
    result: state,
    source: release?.source ?? null,
    manifests: commit,
    targets,
    next,
  };
  const { ambiguityMs, onAmbiguous } = settings;
  const eventTypes = { ...settings.eventTypes, ...(target.eventType !== undefined && { success: target.eventType }) };
  return dispatchOnce(
    client(repository),
    { repository, eventType: eventTypeOf(state, eventTypes), payload, part },
    {
      ledger,
      creators,
      clock,
      ...(ambiguityMs !== undefined && { ambiguityMs }),
      ...(onAmbiguous !== undefined && { onAmbiguous }),
    },
  ).map((outcome) => {
    tell({ code: "dispatch", repository, id, outcome: outcome.code });
    return outcome;
  });
}

function eventTypeOf(
  result: "success" | "failure",
  {
    success = "gitops.deployed",
    failure = "gitops.failed",
  }: { readonly success?: string; readonly failure?: string } = {},
): string {
  return result === "success" ? success : failure;
}
