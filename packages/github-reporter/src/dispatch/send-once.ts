import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import { systemClock } from "../clock.ts";
import type { GitHubError, GitHubRequestError } from "../github/errors.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { LedgerEntry, StatusLedger } from "../status/ledger.ts";
import type { ReportedStatus } from "../status/read.ts";
import { decideDispatch } from "./decide-dispatch.ts";
import type { DispatchOutcome, EnsureDispatchOptions } from "./dispatch.ts";
import { findSent, intentId, isFirstIntent } from "./intent.ts";

/** Something that GitHub cannot be asked about afterwards, so that a ledger has to tell whether it was sent. */
export interface SendOnce {
  /** Its identity; the run that it starts has it in its title. */
  readonly id: string;
  /** Context of the ledger entry. */
  readonly context: string;
  /** What is sent, e.g. `gitops.deployed`. */
  readonly what: string;
  /** Repository that it is sent to. */
  readonly repository: string;
  /** Why GitHub would refuse it, so that it is not sent at all; undefined when it would not. */
  readonly refused: GitHubRequestError | undefined;
  /** Sends it; the run that it started where GitHub says so. */
  readonly send: () => ResultAsync<StartedRun, GitHubError>;
  /** Looks for the run that it started since a time. */
  readonly hasRun: (since: string) => ResultAsync<boolean, GitHubError>;
}

/** The run that something started, as far as GitHub tells. */
export interface StartedRun {
  readonly runUrl?: string | undefined;
}

/** What an entry of the ledger may say besides. */
interface EntryDetails extends StartedRun {
  /** Id, when it is not that of what is sent. */
  readonly id?: string;
}

/** Writes one entry of the ledger. */
type RecordEntry = (
  state: LedgerEntry["state"],
  text: string,
  details?: EntryDetails,
) => ResultAsync<unknown, EnsureError>;

/** What is known while something is sent. */
interface Sending {
  readonly record: RecordEntry;
  /** Tells whether an intent is the one that sends. */
  readonly isFirst: (intent: string) => boolean;
  /** Finds the entry that says that it was sent. */
  readonly sent: () => ReportedStatus | undefined;
  readonly ambiguityMs: number;
  readonly onAmbiguous: "resend" | "hold";
}

const LOOK_EVERY_MS = 5_000;

const HELD =
  "It is not known whether the dispatch was sent: no run has its id in the title. Send it by hand if nothing ran.";

/** Sends something once, by a ledger that was read already. */
export function sendOnce(
  request: SendOnce,
  options: EnsureDispatchOptions & { readonly ledger: StatusLedger },
): ResultAsync<DispatchOutcome, EnsureError> {
  const { ledger, ambiguityMs = 30_000, onAmbiguous = "resend", clock = systemClock } = options;
  const { id: ownId, context } = request;
  const record: RecordEntry = (state, text, { runUrl: targetUrl, id = ownId } = {}) =>
    ledger.ensure({ context, state, text, at: new Date(clock.now()).toISOString(), id, targetUrl }, "record");
  const isFirst = (intent: string): boolean => isFirstIntent(ledger.history(context), intent);
  const sent = (): ReportedStatus | undefined => findSent(ledger.history(context), ownId);

  const sending: Sending = { record, isFirst, sent, ambiguityMs, onAmbiguous };

  const step = decideDispatch(ledger.history(context), ownId, { now: clock.now(), ambiguityMs });
  switch (step.code) {
    case "announce":
      return announceAndSend(request, sending);
    case "sent":
      if (ledger.shown(context)?.state === "success") return okAsync({ code: "already-sent" });
      return recordAgain(request, record, sent());
    case "wait":
      return request
        .hasRun(step.since)
        .andThen((found) =>
          found ? recordFound(request, record) : okAsync<DispatchOutcome, EnsureError>(lookAgain(step.afterMs)),
        );
    case "taken":
      return okAsync({
        code: "held",
        why: `${context} speaks of another dispatch, ${step.by}. Give it a context of its own.`,
      });
    case "look":
      return request.hasRun(step.since).andThen((found) => {
        if (found) return recordFound(request, record);
        if (onAmbiguous === "hold") return okAsync<DispatchOutcome, EnsureError>({ code: "held", why: HELD });
        // The doubt ends here, so that the next intent is the first one again.
        const doubt = { id: ledger.shown(context)?.id ?? ownId };
        return record("failure", `No run of ${request.what} was found`, doubt).andThen(() =>
          announceAndSend(request, sending),
        );
      });
  }
}

function announceAndSend(
  request: SendOnce,
  { record, isFirst, sent, ambiguityMs, onAmbiguous }: Sending,
): ResultAsync<DispatchOutcome, EnsureError> {
  const { id, what, repository, refused } = request;
  const intent = intentId(id);
  // The ledger shows that it was not sent, so that no later run is in doubt.
  if (refused !== undefined) {
    return record("failure", `${what} is not sent: GitHub would refuse it`).andThen(() => errAsync(refused));
  }
  const onFailure = (error: GitHubError): ResultAsync<DispatchOutcome, EnsureError> => {
    switch (error.code) {
      case "GITHUB_UNAVAILABLE":
        return okAsync(lookAgain(ambiguityMs));
      case "GITHUB_RATE_LIMITED":
        if (onAmbiguous === "resend") return errAsync(error);
        // It was not executed. A later look would take the intent for a doubt, and hold it; where doubts are sent again, this
        // entry is not worth a request.
        return record("failure", `A rate limit kept ${what} back`, { id: intent })
          .orElse(() => okAsync(undefined))
          .andThen(() => errAsync(error));
      case "GITHUB_REQUEST_FAILED":
        return record("failure", `GitHub refused ${what} with ${error.status}`, { id: intent }).andThen(() =>
          errAsync(error),
        );
    }
  };

  return record("pending", `Sending ${what} to ${repository}`, { id: intent }).andThen(() => {
    const before = sent();
    if (before !== undefined) return recordAgain(request, record, before);
    if (!isFirst(intent)) return okAsync<DispatchOutcome, EnsureError>(lookAgain(ambiguityMs));
    return request
      .send()
      .map((run): DispatchOutcome => ({ code: "sent", ...run }))
      .orElse(onFailure)
      .andThen((outcome) =>
        outcome.code === "sent" ? recordSent(request, record, outcome).map(() => outcome) : okAsync(outcome),
      );
  });
}

/** GitHub mostly lists a run within seconds, and until it is found nothing else of the slot is reported. */
function lookAgain(ambiguityMs: number): DispatchOutcome {
  return { code: "waiting", afterMs: Math.min(ambiguityMs, LOOK_EVERY_MS) };
}

function recordFound(request: SendOnce, record: RecordEntry): ResultAsync<DispatchOutcome, EnsureError> {
  return recordSent(request, record, {}).map(() => ({ code: "found" }));
}

/** Shows again what an intent has hidden that came too late. */
function recordAgain(
  request: SendOnce,
  record: RecordEntry,
  sent: ReportedStatus | undefined,
): ResultAsync<DispatchOutcome, EnsureError> {
  return recordSent(request, record, { runUrl: sent?.targetUrl }).map(() => ({ code: "already-sent" }));
}

/** Without this entry the next run is in doubt, so it is worth a second attempt. */
function recordSent(
  { what, repository }: SendOnce,
  record: RecordEntry,
  run: StartedRun,
): ResultAsync<unknown, EnsureError> {
  const text = `Sent ${what} to ${repository}`;
  return record("success", text, run).orElse((error) =>
    error.code === "GITHUB_UNAVAILABLE" ? record("success", text, run) : errAsync(error),
  );
}
