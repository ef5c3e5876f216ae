import type { ResultAsync } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import { repositoryParameters } from "../github/repository.ts";
import { dispatchContext } from "../status/context.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { StatusLedger } from "../status/ledger.ts";
import type { Dispatch, DispatchOutcome, EnsureDispatchOptions } from "./dispatch.ts";
import { refusedDispatch } from "./dispatch-limits.ts";
import { hasRun } from "./runs.ts";
import { sendOnce } from "./send-once.ts";

/** Sends a dispatch once, by a ledger that was read already. */
export function dispatchOnce(
  client: GitHubClient,
  dispatch: Dispatch,
  options: EnsureDispatchOptions & { readonly ledger: StatusLedger },
): ResultAsync<DispatchOutcome, EnsureError> {
  const { repository, eventType, payload, part } = dispatch;
  const send = {
    id: payload.id,
    context: dispatchContext({ ...payload, part }, payload.result),
    what: eventType,
    repository,
    refused: refusedDispatch(dispatch),
    send: () =>
      callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", {
        ...repositoryParameters(repository),
        event_type: eventType,
        client_payload: { ...payload },
      }).map(() => ({})),
    hasRun: (since: string) => hasRun(client, repository, { id: payload.id, since, event: "repository_dispatch" }),
  };
  return sendOnce(send, options);
}
