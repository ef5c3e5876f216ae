import type { ResultAsync } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import { openStatusLedger } from "../status/ledger.ts";
import type { Dispatch, DispatchOutcome, EnsureDispatchOptions } from "./dispatch.ts";
import { dispatchOnce } from "./dispatch-once.ts";

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
): ResultAsync<DispatchOutcome, EnsureError> {
  return openStatusLedger(client, dispatch.payload.manifests, options).andThen((ledger) =>
    dispatchOnce(client, dispatch, { ...options, ledger }),
  );
}
