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
import { intentId, isFirstIntent } from "./intent.ts";
import { hasRun } from "./runs.ts";

/** Writes one entry of the ledger. */
type RecordEntry = (state: LedgerEntry["state"], text: string, id?: string) => ResultAsync<unknown, StatusError>;

/** What a dispatch is sent with. */
interface Sending {
  readonly record: RecordEntry;
  /** Tells whether an intent is the one that sends. */
  readonly isFirst: (intent: string) => boolean;
  readonly ambiguityMs: number;
}

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
  const record: RecordEntry = (state, text, id = payload.id) =>
    ledger.ensure({ context, state, text, at: new Date(clock.now()).toISOString(), id }, "record");
  const isFirst = (intent: string): boolean => isFirstIntent(ledger.history(context), intent);

  const step = decideDispatch(ledger.shown(context), payload.id, { now: clock.now(), ambiguityMs });
  switch (step.code) {
    case "announce":
      return announceAndSend(client, dispatch, { record, isFirst, ambiguityMs });
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
        // The doubt ends here, so that the next intent is the first one again.
        return record("failure", `No run of ${dispatch.eventType} was found`).andThen(() =>
          announceAndSend(client, dispatch, { record, isFirst, ambiguityMs }),
        );
      });
  }
}

function announceAndSend(
  client: GitHubClient,
  dispatch: Dispatch,
  { record, isFirst, ambiguityMs }: Sending,
): ResultAsync<DispatchOutcome, StatusError> {
  const { repository, eventType, payload } = dispatch;
  const intent = intentId(payload.id);
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

  return record("pending", `Sending ${eventType} to ${repository}`, intent)
    .andThen(() =>
      isFirst(intent)
        ? send(client, dispatch).orElse(onFailure)
        : okAsync<DispatchOutcome, StatusError>({ code: "waiting", afterMs: ambiguityMs }),
    )
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
