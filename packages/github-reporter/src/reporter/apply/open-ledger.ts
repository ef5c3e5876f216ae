import type { ResultAsync } from "neverthrow";

import type { GitHubError } from "../../github/errors.ts";
import type { StatusMeaning } from "../../status/decide-write.ts";
import type { EnsureError } from "../../github/ensure-error.ts";
import type { LedgerEntry, StatusLedger, StatusWrite } from "../../status/ledger.ts";
import { openStatusLedger } from "../../status/ledger.ts";
import type { CommitAddress } from "../../github/commit-address.ts";
import type { ApplyPorts } from "../ports.ts";

/** Opens a ledger that tells the observer what it does. */
export function openLedger(
  { client, creators, clock, tell }: ApplyPorts,
  commit: CommitAddress,
): ResultAsync<StatusLedger, GitHubError> {
  return openStatusLedger(client(commit.repository), commit, { creators, clock }).map((ledger) => ({
    ...ledger,
    ensure: (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<StatusWrite, EnsureError> =>
      ledger.ensure(entry, meaning).map((write) => {
        const { context, state } = write.shown;
        tell({ code: "status", repository: commit.repository, sha: commit.sha, context, state, write: write.code });
        return write;
      }),
  }));
}
