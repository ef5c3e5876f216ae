import type { ResultAsync } from "neverthrow";

import type { DispatchOutcome, EnsureDispatchOptions } from "../dispatch/dispatch.ts";
import { hasRun } from "../dispatch/runs.ts";
import { sendOnce, type StartedRun } from "../dispatch/send-once.ts";
import { callGitHub, type GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { repositoryParameters } from "../github/repository.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import { openStatusLedger } from "../status/ledger.ts";
import type { WorkflowDispatch } from "./workflow-dispatch.ts";
import { inputsOf, refusedWorkflowDispatch } from "./workflow-limits.ts";

/**
 * Starts a workflow once: intent on the ledger, POST, then sent on the ledger, with the page of the run.
 *
 * It needs no more than the permission `actions: write`, where a `repository_dispatch` needs `contents: write`. An intent
 * that is found is a doubt: after `ambiguityMs` the run is looked for by the id in its title, and without one
 * `onAmbiguous` decides. So the workflow has an input for the id, and `run-name: … ${{ inputs.id }}`.
 *
 * @returns what became of it, or `IDENTITY_MISMATCH`, or a {@link GitHubError}; a refusal by GitHub is shown on the ledger.
 * @example
 * ```ts source="./ensure.examples.ts#ensureWorkflowDispatch_tests"
 * const started = await ensureWorkflowDispatch(
 *   client,
 *   {
 *     repository: "acme/shop",
 *     workflow: "test-environment.yml",
 *     ref: "main",
 *     id: `${release}-dev-tests`,
 *     inputs: { environment: "dev" },
 *     ledger: { ...manifests, context: "gitops/dispatch/dev/cart/tests" },
 *   },
 *   { creators: ["acme-gitops[bot]"] },
 * );
 * ```
 * @see https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event
 */
export function ensureWorkflowDispatch(
  client: GitHubClient,
  dispatch: WorkflowDispatch,
  options: EnsureDispatchOptions,
): ResultAsync<DispatchOutcome, EnsureError> {
  const { id, repository, workflow, ledger: place } = dispatch;
  const request = {
    id,
    context: place.context,
    what: workflow,
    repository,
    refused: refusedWorkflowDispatch(dispatch),
    send: () => send(client, dispatch),
    hasRun: (since: string) => hasRun(client, repository, { id, since, event: "workflow_dispatch" }),
  };
  return openStatusLedger(client, place, options).andThen((ledger) => sendOnce(request, { ...options, ledger }));
}

function send(client: GitHubClient, dispatch: WorkflowDispatch): ResultAsync<StartedRun, GitHubError> {
  const { repository, workflow, ref } = dispatch;
  return callGitHub(client, "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
    ...repositoryParameters(repository),
    workflow_id: workflow,
    ref,
    inputs: { ...inputsOf(dispatch) },
    // GitHub Enterprise Server does not know it.
    ...(!client.request.endpoint.DEFAULTS.baseUrl.endsWith("/api/v3") && { return_run_details: true }),
  }).map((answer: unknown) => ({ runUrl: runUrlOf(answer) }));
}

/** An older GitHub answers nothing at all. */
function runUrlOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("html_url" in answer)) return undefined;
  return typeof answer.html_url === "string" ? answer.html_url : undefined;
}
