import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import { repositoryParameters } from "../github/repository.ts";
import { dispatchContext } from "../status/context.ts";
import type { LedgerEntry, StatusError, StatusLedger } from "../status/ledger.ts";
import { openStatusLedger } from "../status/ledger.ts";
import type { ReadStatusesOptions } from "../status/read.ts";
import { decideDispatch } from "./decide-dispatch.ts";
import type { DispatchPayload } from "./payload.ts";
import { hasRun } from "./runs.ts";

/** Describes a `repository_dispatch` that is to be sent once. Its ledger is a status on `payload.manifests`. */
export interface Dispatch {
  /** Repository whose workflows it starts, as `owner/name`. */
  readonly repository: string;
  /** What workflows listen for: `on: repository_dispatch: types`. */
  readonly eventType: string;
  /** What it tells them. */
  readonly payload: DispatchPayload;
}

/** Options of {@link ensureDispatch}. */
export interface EnsureDispatchOptions extends ReadStatusesOptions {
  /** Milliseconds after which GitHub lists the run of a dispatch for sure. Default: 30000. */
  readonly ambiguityMs?: number;
  /** What to do when no run can be found for a dispatch that may have been sent: send it again with the same id, or leave it to a person. Default: `resend`. */
  readonly onAmbiguous?: "resend" | "hold";
  /** Clock for the age of an intent and the pauses between two looks. Default: the machine's. */
  readonly clock?: Clock;
}

/** Says what became of a dispatch. */
export type DispatchOutcome =
  | {
      /** It was sent now, was found to have been sent before, or the ledger said so already. */
      readonly code: "sent" | "found" | "already-sent";
    }
  | {
      /** It may have been sent: come back later and look. */
      readonly code: "waiting";
      /** Milliseconds until then. */
      readonly afterMs: number;
    }
  | {
      /** A person has to decide. */
      readonly code: "held";
      /** Why. */
      readonly why: string;
    };

/**
 * Sends a dispatch once: intent on the ledger, POST, then sent on the ledger.
 *
 * A dispatch cannot be read back, so an intent that is found is a doubt: after `ambiguityMs` its run is looked for by the
 * id in its title, and without one `onAmbiguous` decides.
 *
 * @returns what became of it, or `IDENTITY_MISMATCH`, or a {@link GitHubError}; a refusal by GitHub is shown on the ledger.
 * @example
 * ```ts source="./ensure.examples.ts#ensureDispatch_deployed"
 * const dispatched = await ensureDispatch(
 *   client,
 *   { repository: "acme/shop", eventType: "gitops.deployed", payload },
 *   { creators: ["acme-gitops[bot]"] },
 * );
 * ```
 * @see https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event
 */
export function ensureDispatch(
  client: GitHubClient,
  dispatch: Dispatch,
  options: EnsureDispatchOptions,
): ResultAsync<DispatchOutcome, StatusError> {
  return openStatusLedger(client, dispatch.payload.manifests, options).andThen((ledger) =>
    dispatchOnce(client, dispatch, { ...options, ledger }),
  );
}

/** Does the same on a ledger that was read already. */
export function dispatchOnce(
  client: GitHubClient,
  dispatch: Dispatch,
  options: EnsureDispatchOptions & { readonly ledger: StatusLedger },
): ResultAsync<DispatchOutcome, StatusError> {
  const { ledger, ambiguityMs = 30_000, onAmbiguous = "resend", clock = systemClock } = options;
  const { repository, eventType, payload } = dispatch;
  const context = dispatchContext(payload, payload.result);

  const record = (state: LedgerEntry["state"], text: string): ResultAsync<unknown, StatusError> =>
    ledger.ensure({ context, state, text, at: new Date(clock.now()).toISOString(), id: payload.id }, "record");

  const recordSent = (): ResultAsync<unknown, StatusError> => {
    const text = `Sent ${eventType} to ${repository}`;
    // Without this entry the next run is in doubt, so it is worth a second attempt.
    return record("success", text).orElse((error) =>
      error.code === "GITHUB_UNAVAILABLE" ? record("success", text) : errAsync(error),
    );
  };

  const post = (): ResultAsync<DispatchOutcome, StatusError> =>
    callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", {
      ...repositoryParameters(repository),
      event_type: eventType,
      client_payload: { ...payload },
    })
      .map((): DispatchOutcome => ({ code: "sent" }))
      .orElse((error): ResultAsync<DispatchOutcome, StatusError> => {
        if (error.code === "GITHUB_UNAVAILABLE") return okAsync({ code: "waiting", afterMs: ambiguityMs });
        if (error.code === "GITHUB_RATE_LIMITED") return errAsync(error);
        return record("failure", `GitHub refused ${eventType} with ${error.status}`).andThen(() => errAsync(error));
      })
      .andThen((outcome) => (outcome.code === "sent" ? recordSent().map(() => outcome) : okAsync(outcome)));

  const announceAndPost = (): ResultAsync<DispatchOutcome, StatusError> =>
    record("pending", `Sending ${eventType} to ${repository}`).andThen(post);

  const step = decideDispatch(ledger.shown(context), payload.id, { now: clock.now(), ambiguityMs });
  switch (step.code) {
    case "announce":
      return announceAndPost();
    case "sent":
      return okAsync({ code: "already-sent" });
    case "wait":
      return okAsync({ code: "waiting", afterMs: step.afterMs });
    case "taken":
      return okAsync({ code: "held", why: `${context} speaks of another dispatch, ${step.by}.` });
    case "look":
      return hasRun(client, repository, { id: payload.id, since: step.since }).andThen((found) => {
        if (found)
          return record("success", `Sent ${eventType} to ${repository}`).map(() => ({ code: "found" as const }));
        return onAmbiguous === "resend" ? announceAndPost() : okAsync<DispatchOutcome>({ code: "held", why: HELD });
      });
  }
}

const HELD =
  "It is not known whether the dispatch was sent: no run has its id in the title. Send it by hand if nothing ran.";
