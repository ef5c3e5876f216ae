import { err, type Result } from "neverthrow";

import { type FluxEventError, MalformedEventError } from "../errors.ts";
import type { FluxEvent } from "../event/event.ts";
import { isJsonObject, readJson } from "../event/json.ts";
import { toFluxEvent } from "../event/parse.ts";

/**
 * Parses the event in a `repository_dispatch` that a Provider of type `githubdispatch` sent: the body of GitHub's webhook,
 * or the `github.event` of a workflow (the file that `GITHUB_EVENT_PATH` names).
 *
 * GitHub signs its webhooks in `X-Hub-Signature-256`; verify that first. Flux never dispatches the event that ends a successful
 * reconciliation, so let {@link foldOutcomes} count passed health checks.
 *
 * @returns the event, or `FLUX_EVENT_TOO_LARGE` above 3 MiB, or `FLUX_EVENT_MALFORMED`, also for a dispatch of somebody else.
 * @example
 * ```ts source="./github-dispatch.examples.ts#parseGitHubDispatch"
 * const event = parseGitHubDispatch(await readFile(process.env["GITHUB_EVENT_PATH"] ?? ""));
 * ```
 * @see https://fluxcd.io/flux/components/notification/providers/#github-dispatch
 */
export function parseGitHubDispatch(body: string | Uint8Array): Result<FluxEvent, FluxEventError> {
  return readJson(body).andThen((json) => {
    const payload = isJsonObject(json) ? json["client_payload"] : undefined;
    if (isJsonObject(payload)) return toFluxEvent(payload);
    return err(
      new MalformedEventError("Flux event refused: the body is no repository_dispatch with a client_payload."),
    );
  });
}
