import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { LedgerEntry, StatusError, StatusLedger } from "../../status/ledger.ts";

/** Writes observations in order; true when at least one was written and not shown already. */
export function recordObservations(
  ledger: StatusLedger,
  entries: readonly LedgerEntry[],
): ResultAsync<boolean, StatusError> {
  return entries.reduce<ResultAsync<boolean, StatusError>>(
    (before, entry) =>
      before.andThen((hasWritten) =>
        ledger.ensure(entry, "observation").map(({ code }) => hasWritten || code === "written"),
      ),
    okAsync(false),
  );
}
