import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { EnsureError } from "../../github/ensure-error.ts";
import type { LedgerEntry, StatusLedger } from "../../status/ledger.ts";

/** Ensures observations in order; true when at least one had to be written. */
export function recordObservations(
  ledger: StatusLedger,
  entries: readonly LedgerEntry[],
): ResultAsync<boolean, EnsureError> {
  return entries.reduce<ResultAsync<boolean, EnsureError>>(
    (before, entry) =>
      before.andThen((hasWritten) =>
        ledger.ensure(entry, "observation").map(({ code }) => hasWritten || code === "written"),
      ),
    okAsync(false),
  );
}
