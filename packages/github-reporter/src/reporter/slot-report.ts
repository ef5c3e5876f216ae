import type { ResultAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { StatusMeaning } from "../status/decide-write.ts";
import type { LedgerEntry, StatusError, StatusLedger, StatusWrite } from "../status/ledger.ts";
import { openStatusLedger } from "../status/ledger.ts";
import type { CommitAddress } from "../status/read.ts";
import type { BoundedMap } from "./bounded-map.ts";
import type { Location } from "./locate.ts";
import type { ReporterObserver } from "./observer.ts";
import type { DispatchSettings } from "./options.ts";
import type { Reading } from "./readings.ts";
import type { ResolvedTarget } from "./target.ts";

/** What a batch says about one slot at one place of evidence. */
export interface SlotReport {
  readonly target: ResolvedTarget;
  readonly location: Location;
  /** Revision that was reported first, of those that carry the lock. */
  readonly revision: string;
  readonly readings: readonly Reading[];
}

/** What the handling of a report works with. */
export interface ReportPorts {
  readonly client: GitHubClient;
  readonly creators: readonly string[];
  readonly clock: Clock;
  readonly tell: ReporterObserver;
  readonly deployments: boolean;
  readonly dispatch: DispatchSettings | undefined;
  /** Greatest observation of each target, also of those that need no write: the ledger keeps only written ones. */
  readonly newest: BoundedMap<LedgerEntry>;
  /** What GitHub showed of a report when everything that follows from it was in place. */
  readonly settled: BoundedMap<string>;
}

/** A ledger that tells the observer what it does. */
export function openLedger(
  { client, creators, clock, tell }: ReportPorts,
  commit: CommitAddress,
): ResultAsync<StatusLedger, GitHubError> {
  return openStatusLedger(client, commit, { creators, clock }).map((ledger) => ({
    shown: ledger.shown,
    ensure: (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<StatusWrite, StatusError> =>
      ledger.ensure(entry, meaning).map((write) => {
        const { context, state } = write.shown;
        tell({ code: "status", repository: commit.repository, sha: commit.sha, context, state, write: write.code });
        return write;
      }),
  }));
}
