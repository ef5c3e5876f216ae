import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import type { GitHubClient, GitHubData } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { IdentityMismatchError } from "../github/identity-mismatch.ts";
import { requireDeclared } from "../github/identity-mismatch.ts";
import { confirmWrite } from "../github/read-back.ts";
import { repositoryParameters } from "../github/repository.ts";
import type { StatusContent, StatusMeaning } from "./decide-write.ts";
import { decideWrite } from "./decide-write.ts";
import { encodeDescription } from "./description.ts";
import { findStatus } from "./find-status.ts";
import type { CommitAddress, ReadStatusesOptions, ReportedStatus } from "./read.ts";
import { readLatestStatuses, readStatuses } from "./read.ts";

/** Describes a status of the commit that a ledger is opened for. */
export interface LedgerEntry extends StatusContent {
  /** Context. */
  readonly context: string;
  /** Page that the status links to. */
  readonly targetUrl?: string | undefined;
}

/** Says what became of a status: written now, shown already, or a newer one is shown. */
export interface StatusWrite {
  /** What was done. */
  readonly code: "written" | "equal" | "outdated";
  /** What GitHub shows for the context now. */
  readonly shown: ReportedStatus;
}

/** Lists every way in which a status cannot be ensured. */
export type StatusError = GitHubError | IdentityMismatchError;

/** Says whose statuses count, and how to wait between two looks at them. */
export interface StatusLedgerOptions extends ReadStatusesOptions {
  /** Clock for the pauses between two looks at GitHub. Default: the machine's. */
  readonly clock?: Clock;
}

/** Shows our statuses of one commit, as GitHub had them when they were last read, and writes further ones. */
export interface StatusLedger {
  /** Returns what GitHub shows for a context. */
  readonly shown: (context: string) => ReportedStatus | undefined;
  /** Writes a status unless it is shown already, and returns once GitHub lists it. */
  readonly ensure: (entry: LedgerEntry, meaning: StatusMeaning) => ResultAsync<StatusWrite, StatusError>;
}

/** Reads the statuses of a commit once, for several decisions. */
export function openStatusLedger(
  client: GitHubClient,
  commit: CommitAddress,
  options: StatusLedgerOptions,
): ResultAsync<StatusLedger, GitHubError> {
  return readStatuses(client, commit, options).map((statuses) => createLedger(client, commit, options, statuses));
}

function createLedger(
  client: GitHubClient,
  commit: CommitAddress,
  options: StatusLedgerOptions,
  statuses: readonly ReportedStatus[],
): StatusLedger {
  const { clock = systemClock, creators } = options;
  let newestFirst = statuses;
  const shown = (context: string): ReportedStatus | undefined => findStatus(newestFirst, context);

  const look = (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<ReportedStatus | undefined, GitHubError> =>
    readLatestStatuses(client, commit, options).map((latest) => {
      const found = findStatus(latest, entry.context);
      return decideWrite(found, entry, meaning) === "write" ? undefined : found;
    });

  const write = (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<StatusWrite, StatusError> => {
    const what = `${entry.context} on ${commit.sha} of ${commit.repository}`;
    const posted = postStatus(client, commit, entry).andThen(({ creator }) => requireDeclared(creators, creator));
    return confirmWrite(posted, () => look(entry, meaning), { clock, what }).map((found) => {
      newestFirst = [found, ...newestFirst];
      return { code: "written" as const, shown: found };
    });
  };

  return {
    shown,
    ensure: (entry, meaning) => {
      const current = shown(entry.context);
      const decision = decideWrite(current, entry, meaning);
      if (decision === "write" || current === undefined) return write(entry, meaning);
      return okAsync({ code: decision, shown: current });
    },
  };
}

function postStatus(
  client: GitHubClient,
  commit: CommitAddress,
  { context, state, targetUrl, ...description }: LedgerEntry,
): ResultAsync<GitHubData<"POST /repos/{owner}/{repo}/statuses/{sha}">, GitHubError> {
  return callGitHub(client, "POST /repos/{owner}/{repo}/statuses/{sha}", {
    ...repositoryParameters(commit.repository),
    sha: commit.sha,
    state,
    context,
    description: encodeDescription(description),
    ...(targetUrl !== undefined && { target_url: targetUrl }),
  });
}
