import type { ResultAsync } from "neverthrow";
import { errAsync } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import { refusedStatus } from "./status-limits.ts";
import type { StatusMeaning } from "./decide-write.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { LedgerEntry, StatusLedgerOptions, StatusWrite } from "./ledger.ts";
import { openStatusLedger } from "./ledger.ts";
import type { CommitAddress } from "../github/commit-address.ts";

/** Describes a commit status that GitHub is to show. */
export interface CommitStatus extends CommitAddress, LedgerEntry {}

/** Options of {@link ensureCommitStatus}. */
export interface EnsureCommitStatusOptions extends StatusLedgerOptions {
  /** What the status tells, and so when the shown one gives way. Default: `observation`. */
  readonly meaning?: StatusMeaning;
}

/**
 * Makes GitHub show a commit status, unless it shows the same state or a newer event already.
 *
 * A write is read back until GitHub lists it. When its answer was lost it is looked for, and never repeated blindly.
 *
 * @returns what was done and what is shown, or `IDENTITY_MISMATCH`, or a {@link GitHubError}.
 * @example
 * ```ts source="./ensure.examples.ts#ensureCommitStatus_target"
 * const written = await ensureCommitStatus(
 *   client,
 *   {
 *     repository: "acme/shop-manifests",
 *     sha,
 *     context: targetContext({ environment: "dev", app: "cart" }, "dev"),
 *     state: "success",
 *     text: "Applied and healthy",
 *     at: "2026-03-02T10:15:00Z",
 *     id: "r-8f3a52c19e0b77d4",
 *   },
 *   { creators: ["acme-gitops[bot]"] },
 * );
 * ```
 * @see https://docs.github.com/rest/commits/statuses#create-a-commit-status
 */
export function ensureCommitStatus(
  client: GitHubClient,
  status: CommitStatus,
  options: EnsureCommitStatusOptions,
): ResultAsync<StatusWrite, EnsureError> {
  const refused = refusedStatus(status);
  if (refused !== undefined) return errAsync(refused);
  const { meaning = "observation", ...ledgerOptions } = options;
  return openStatusLedger(client, status, ledgerOptions).andThen((ledger) => ledger.ensure(status, meaning));
}
