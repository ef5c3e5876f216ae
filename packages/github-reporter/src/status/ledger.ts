import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import type { GitHubClient, GitHubData } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { GitHubError } from "../github/errors.ts";
import { requireDeclared } from "../github/identity-mismatch.ts";
import { confirmWrite } from "../github/read-back.ts";
import { repositoryParameters } from "../github/repository.ts";
import { refusedStatus } from "./status-limits.ts";
import type { StatusContent, StatusMeaning } from "./decide-write.ts";
import { compareStatuses, decideWrite } from "./decide-write.ts";
import { encodeDescription, toSeconds } from "./description.ts";
import { findStatus } from "./find-status.ts";
import type { CommitAddress } from "../github/commit-address.ts";
import type { ReadStatusesOptions, ReportedStatus } from "./read.ts";
import { readLatestStatuses, readStatusHistory } from "./read.ts";

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

/** Says whose statuses count, and how to wait between two looks at them. */
export interface StatusLedgerOptions extends ReadStatusesOptions {
  /** Clock for the pauses between two looks at GitHub. Default: the machine's. */
  readonly clock?: Clock;
}

/** Shows our statuses of one commit, as GitHub had them when they were last read, and writes further ones. */
export interface StatusLedger {
  /** Returns what GitHub shows for a context. */
  readonly shown: (context: string) => ReportedStatus | undefined;
  /** Returns what was said under a context, the newest first. */
  readonly history: (context: string) => readonly ReportedStatus[];
  /** Writes a status unless it is shown already, and returns once GitHub lists it. */
  readonly ensure: (entry: LedgerEntry, meaning: StatusMeaning) => ResultAsync<StatusWrite, EnsureError>;
}

/** Reads the statuses of a commit once, for several decisions. */
export function openStatusLedger(
  client: GitHubClient,
  commit: CommitAddress,
  options: StatusLedgerOptions,
): ResultAsync<StatusLedger, GitHubError> {
  return readStatusHistory(client, commit, options).map((statuses) => createLedger(client, commit, options, statuses));
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

  const history = (context: string): readonly ReportedStatus[] =>
    newestFirst.filter((status) => status.context.toLowerCase() === context.toLowerCase());

  const look = (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<ReportedStatus | undefined, GitHubError> =>
    readLatestStatuses(client, commit, options).map((latest) => {
      const known = new Set(newestFirst.map(({ statusId }) => statusId));
      const added = latest.filter(({ statusId }) => !known.has(statusId));
      const isThere = added.some((status) => says(status, entry));
      // What others wrote meanwhile is known from now on, also where GitHub lists it late.
      newestFirst = [...added, ...newestFirst].sort((a, b) => b.statusId - a.statusId);
      const found = shown(entry.context);
      return isThere || decideWrite(found, entry, meaning) !== "write" ? found : undefined;
    });

  const write = (entry: LedgerEntry, meaning: StatusMeaning): ResultAsync<StatusWrite, EnsureError> => {
    const what = `${entry.context} on ${commit.sha} of ${commit.repository}`;
    const posted = postStatus(client, commit, entry).andThen(({ creator }) => requireDeclared(creators, creator));
    return confirmWrite(posted, () => look(entry, meaning), { clock, what }).map((found) => ({
      code: "written" as const,
      shown: found,
    }));
  };

  const ensure = (
    entry: LedgerEntry,
    meaning: StatusMeaning,
    attempts = ATTEMPTS,
  ): ResultAsync<StatusWrite, EnsureError> => {
    const current = shown(entry.context);
    const wanted = meaning === "observation" ? greatest(entry, history(entry.context)) : entry;
    const decision = decideWrite(current, wanted, meaning);
    if (decision !== "write" && current !== undefined) {
      const isOlder = wanted !== entry && current.state !== entry.state;
      return okAsync({ code: isOlder ? "outdated" : decision, shown: current });
    }
    // Another reporter that knew less may have written at the same time: GitHub shows the last one, and lists both.
    return write(wanted, meaning).andThen((written) =>
      attempts === 1
        ? okAsync(written)
        : ensure(wanted, meaning, attempts - 1).map(({ shown }) => ({ ...written, shown })),
    );
  };

  return { shown, history, ensure: (entry, meaning) => ensure(entry, meaning) };
}

/** Writes at most for one call, however many write at the same time. */
const ATTEMPTS = 3;

/** Of all that was ever said, the status that is to be shown. */
function greatest(entry: LedgerEntry, history: readonly ReportedStatus[]): LedgerEntry {
  return history.reduce<LedgerEntry>((wanted, { state, text, at, id, targetUrl }) => {
    if (at === undefined || id === undefined || state === "error") return wanted;
    const said = { ...wanted, state, text, at, id, targetUrl };
    return compareStatuses(said, wanted) > 0 ? said : wanted;
  }, entry);
}

function says({ context, state, at, id }: ReportedStatus, entry: LedgerEntry): boolean {
  const isOfContext = context.toLowerCase() === entry.context.toLowerCase();
  return isOfContext && state === entry.state && at === toSeconds(entry.at) && id === entry.id;
}

function postStatus(
  client: GitHubClient,
  commit: CommitAddress,
  { context, state, targetUrl, ...description }: LedgerEntry,
): ResultAsync<GitHubData<"POST /repos/{owner}/{repo}/statuses/{sha}">, GitHubError> {
  const refused = refusedStatus({ ...commit, ...description, context });
  if (refused !== undefined) return errAsync(refused);
  return callGitHub(client, "POST /repos/{owner}/{repo}/statuses/{sha}", {
    ...repositoryParameters(commit.repository),
    sha: commit.sha,
    state,
    context,
    description: encodeDescription(description),
    ...(targetUrl !== undefined && { target_url: targetUrl }),
  });
}
