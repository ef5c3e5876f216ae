import {
  ensureCommitStatus,
  verificationContext,
  type DispatchPayload,
  type GitHubClient,
  type EnsureError,
} from "@gitops/github-reporter";
import { errAsync, type ResultAsync } from "neverthrow";

import { InputInvalidError } from "./errors.ts";

/** What a verification found. */
export interface Verification {
  /** Name of the check, as the pipeline lists it under `verify.contexts`. */
  readonly name: string;
  /** What it found. */
  readonly state: "pending" | "success" | "failure";
  /** What to show, in one line. */
  readonly text: string;
  /** Page with the details, such as the workflow run. */
  readonly url?: string;
  /** When it found it, RFC 3339. */
  readonly at: string;
}

/** Settings of {@link reportVerification}. */
export interface ReportVerificationOptions {
  /** Login that the client's token acts as. Default: `github-actions[bot]`, a workflow's own `GITHUB_TOKEN`. */
  readonly login?: string;
  /** Logins whose statuses count, where there are several. Default: `login` alone. */
  readonly creators?: readonly string[];
}

/**
 * Reports a verification from the workflow that a `repository_dispatch` of the reporter started.
 *
 * It is a commit status on the code commit, so the workflow's own `GITHUB_TOKEN` with `statuses: write` is enough. It
 * carries the id of the dispatch: a report about an earlier deployment of the same commit does not count for this one.
 *
 * @param client - Client for the code repository.
 * @param dispatch - `github.event.client_payload` of the workflow run.
 * @returns nothing, `INPUT_INVALID` when the dispatch names no code commit, `IDENTITY_MISMATCH` when the client acts as another login, or a GitHub error.
 * @example
 * ```ts source="./report-verification.examples.ts#reportVerification_basic"
 * const isUp = (await fetch(url)).ok;
 * const reported = await reportVerification(client, payload, {
 *   name: "smoke",
 *   state: isUp ? "success" : "failure",
 *   text: isUp ? "the shop answers" : "the shop does not answer",
 *   at: new Date().toISOString(),
 * });
 * if (reported.isErr()) throw reported.error;
 * ```
 */
export function reportVerification(
  client: GitHubClient,
  dispatch: DispatchPayload,
  verification: Verification,
  options: ReportVerificationOptions = {},
): ResultAsync<unknown, InputInvalidError | EnsureError> {
  const { environment, app, source, id } = dispatch;
  const { name, state, text, url, at } = verification;
  if (source === null) {
    return errAsync(
      new InputInvalidError(
        `Dispatch ${id} names no code commit: without a release lock there is nothing to verify on`,
      ),
    );
  }
  return ensureCommitStatus(
    client,
    {
      repository: source.repository,
      sha: source.sha,
      context: verificationContext({ environment, app }, name),
      state,
      text,
      at,
      id,
      targetUrl: url,
    },
    { creators: options.creators ?? [options.login ?? "github-actions[bot]"], meaning: "record" },
  );
}
