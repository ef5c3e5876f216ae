import type { ResultAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { StatusMeaning } from "../status/decide-write.ts";
import type { LedgerEntry, StatusError, StatusLedger, StatusWrite } from "../status/ledger.ts";
import { openStatusLedger } from "../status/ledger.ts";
import type { CommitAddress } from "../status/read.ts";
import type { BoundedMap } from "./bounded-map.ts";
import type { Expectation } from "./expectation.ts";
import type { Location } from "./locate.ts";
import type { ReporterObserver } from "./observer.ts";
import type { DeploymentSettings, DispatchSettings } from "./options.ts";
import type { Reading } from "./readings.ts";
import type { ReportedSlot } from "./target.ts";

/** What a batch says about one slot at one place of evidence. */
export interface SlotReport {
  readonly target: ReportedSlot;
  readonly location: Location;
  /** Ids of the new items that it comes from. */
  readonly items: readonly string[];
  /** Revision that was reported first, of those that carry the lock. */
  readonly revision: string;
  /** New events, in the order of their times. */
  readonly readings: readonly Reading[];
  /** Events of earlier batches. */
  readonly kept: readonly Reading[];
  /** What has to be reported, and until when. */
  readonly expected: Expectation | undefined;
}

/** What the handling of a report works with. */
export interface ReportPorts {
  readonly client: (repository: string) => GitHubClient;
  readonly creators: readonly string[];
  readonly clock: Clock;
  readonly tell: ReporterObserver;
  readonly deployments: DeploymentSettings | undefined;
  readonly dispatch: DispatchSettings | undefined;
  /** Address of GitHub for people. */
  readonly webUrl: string | undefined;
  /** What GitHub showed of a report when everything that follows from it was in place. */
  readonly concluded: BoundedMap<string>;
}

/** A ledger that tells the observer what it does. */
export function openLedger(
  { client, creators, clock, tell }: ReportPorts,
  commit: CommitAddress,
): ResultAsync<StatusLedger, GitHubError> {
  return openStatusLedger(client(commit.repository), commit, { creators, clock }).map((ledger) => ({
    ...ledger,
    ensure: (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<StatusWrite, StatusError> =>
      ledger.ensure(entry, meaning).map((write) => {
        const { context, state } = write.shown;
        tell({ code: "status", repository: commit.repository, sha: commit.sha, context, state, write: write.code });
        return write;
      }),
  }));
}

/** What statuses of a report speak of: its release, or without a lock the commit. */
export function subjectOf({ location: { release, commit } }: SlotReport): string {
  return release?.id ?? commit.sha.slice(0, 12);
}
