import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import { systemClock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { repositoryParameters } from "../github/repository.ts";
import { dispatchContext } from "../status/context.ts";
import type { LedgerEntry, StatusError, StatusLedger } from "../status/ledger.ts";
import { decideDispatch } from "./decide-dispatch.ts";
import type { Dispatch, DispatchOutcome, EnsureDispatchOptions } from "./dispatch.ts";
import { hasRun } from "./runs.ts";

/** Writes one entry of the ledger. */
type RecordEntry = (state: LedgerEntry["state"], text: string) => ResultAsync<unknown, StatusError>;

const HELD =
  "It is not known whether the dispatch was sent: no run has its id in the title. Send it by hand if nothing ran.";

/** Sends a dispatch once, by a ledger that was read already. */
export function dispatchOnce(
  client: GitHubClient,
  dispatch: Dispatch,
  options: EnsureDispatchOptions & { readonly ledger: StatusLedger },
): ResultAsync<DispatchOutcome, StatusError> {
  const { ledger, ambiguityMs = 30_000, onAmbiguous = "resend", clock = systemClock } = options;
  const { repository, payload } = dispatch;
  const context = dispatchContext(payload, payload.result);
  const record: RecordEntry = (state, text) =>
    ledger.ensure({ context, state, text, at: new Date(clock.now()).toISOString(), id: payload.id }, "record");

  const step = decideDispatch(ledger.shown(context), payload.id, { now: clock.now(), ambiguityMs });
  switch (step.code) {
    case "announce":
      return announceAndSend(client, dispatch, { record, ambiguityMs });
    case "sent":
      return okAsync({ code: "already-sent" });
    case "wait":
      return okAsync({ code: "waiting", afterMs: step.afterMs });
    case "taken":
      return okAsync({ code: "held", why: `${context} speaks of another dispatch, ${step.by}.` });
    case "look":
      return hasRun(client, repository, { id: payload.id, since: step.since }).andThen((found) => {
        if (found) return recordSent(dispatch, record).map((): DispatchOutcome => ({ code: "found" }));
        if (onAmbiguous === "hold") return okAsync<DispatchOutcome, StatusError>({ code: "held", why: HELD });
        return announceAndSend(client, dispatch, { record, ambiguityMs });
      });
  }
}

function announceAndSend(
  client: GitHubClient,
  dispatch: Dispatch,
  { record, ambiguityMs }: { readonly record: RecordEntry; readonly ambiguityMs: number },
): ResultAsync<DispatchOutcome, StatusError> {
  const { repository, eventType } = dispatch;
  const onFailure = (error: GitHubError): ResultAsync<DispatchOutcome, StatusError> => {
    switch (error.code) {
      case "GITHUB_UNAVAILABLE":
        return okAsync({ code: "waiting", afterMs: ambiguityMs });
      case "GITHUB_RATE_LIMITED":
        return errAsync(error);
      case "GITHUB_REQUEST_FAILED":
        // The ledger shows that it was not sent, so that no later run is in doubt.
        return record("failure", `GitHub refused ${eventType} with ${error.status}`).andThen(() => errAsync(error));
    }
  };

  return record("pending", `Sending ${eventType} to ${repository}`)
    .andThen(() => send(client, dispatch).orElse(onFailure))
    .andThen((outcome) =>
      outcome.code === "sent" ? recordSent(dispatch, record).map(() => outcome) : okAsync(outcome),
    );
}

function send(
  client: GitHubClient,
  { repository, eventType, payload }: Dispatch,
): ResultAsync<DispatchOutcome, GitHubError> {
  return callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", {
    ...repositoryParameters(repository),
    event_type: eventType,
    client_payload: { ...payload },
  }).map(() => ({ code: "sent" as const }));
}

/** Without this entry the next run is in doubt, so it is worth a second attempt. */
function recordSent({ repository, eventType }: Dispatch, record: RecordEntry): ResultAsync<unknown, StatusError> {
  const text = `Sent ${eventType} to ${repository}`;
  return record("success", text).orElse((error) =>
    error.code === "GITHUB_UNAVAILABLE" ? record("success", text) : errAsync(error),
  );
}
