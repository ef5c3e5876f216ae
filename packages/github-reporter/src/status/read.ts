import type { ResultAsync } from "neverthrow";

import type { GitHubClient, GitHubData } from "../github/call.ts";
import { callGitHub } from "../github/call.ts";
import type { CommitAddress } from "../github/commit-address.ts";
import type { GitHubError } from "../github/errors.ts";
import { isDeclared } from "../github/identity-mismatch.ts";
import { collectPages, PAGE_SIZE } from "../github/pages.ts";
import { repositoryParameters } from "../github/repository.ts";
import { decodeDescription } from "./description.ts";

/** States of a commit status, as GitHub names them. */
export type CommitStatusState = "pending" | "success" | "failure" | "error";

/** Describes a status that one of the accepted creators wrote. */
export interface ReportedStatus {
  /** Number that GitHub gave to it; a context has one for each status that was ever written. */
  readonly statusId: number;
  /** Context as it was written; GitHub ignores its case. */
  readonly context: string;
  /** State. */
  readonly state: CommitStatusState;
  /** What a person reads, without the suffix; the whole description when it has no suffix. */
  readonly text: string;
  /** Event time from the suffix, RFC 3339 UTC; undefined for foreign text. */
  readonly at: string | undefined;
  /** Id from the suffix; undefined for foreign text. */
  readonly id: string | undefined;
  /** Login that wrote it. */
  readonly creator: string;
  /** Time at which GitHub stored it, RFC 3339. */
  readonly updatedAt: string;
  /** Page that the status links to. */
  readonly targetUrl: string | undefined;
}

/** Options of {@link readStatuses}. */
export interface ReadStatusesOptions {
  /** Logins whose statuses count as evidence, e.g. `["acme-gitops[bot]"]`; their case does not matter. */
  readonly creators: readonly string[];
}

/**
 * Reads the statuses of a commit: the newest of each context among those of the accepted creators.
 *
 * The combined status of GitHub is never asked, because anyone's context is part of it.
 *
 * @returns one entry a context, or a {@link GitHubError}.
 * @example
 * ```ts source="./read.examples.ts#readStatuses_target"
 * const statuses = await readStatuses(client, commit, { creators: ["acme-gitops[bot]"] });
 * const context = targetContext({ environment: "stage", app: "cart" }, "stage-eu");
 * const healthy = statuses.map((all) => findStatus(all, context)?.state === "success");
 * ```
 * @see https://docs.github.com/rest/commits/statuses#list-commit-statuses-for-a-reference
 */
export function readStatuses(
  client: GitHubClient,
  commit: CommitAddress,
  options: ReadStatusesOptions,
): ResultAsync<readonly ReportedStatus[], GitHubError> {
  return readStatusHistory(client, commit, options).map(newestPerContext);
}

/**
 * Reads the statuses of a commit that speak of one id: the newest of each context among those of the accepted creators that
 * carry it, whatever was said of another id since.
 *
 * Two deployments of one code commit share the context of a verification, and each is answered with the id of its dispatch.
 *
 * @returns one entry a context, or a {@link GitHubError}.
 * @example
 * ```ts source="./read.examples.ts#readStatusesAbout_dispatch"
 * const about = await readStatusesAbout(client, source, dispatch, { creators: ["github-actions[bot]"] });
 * const context = verificationContext({ environment: "prod", app: "cart" }, "smoke");
 * const passed = about.map((all) => findStatus(all, context)?.state === "success");
 * ```
 * @see https://docs.github.com/rest/commits/statuses#list-commit-statuses-for-a-reference
 */
export function readStatusesAbout(
  client: GitHubClient,
  commit: CommitAddress,
  id: string,
  options: ReadStatusesOptions,
): ResultAsync<readonly ReportedStatus[], GitHubError> {
  return readStatusHistory(client, commit, options).map((statuses) =>
    newestPerContext(statuses.filter((status) => status.id === id)),
  );
}

/** Reads all that the accepted creators ever said about a commit, the newest first: GitHub forgets no status. */
export function readStatusHistory(
  client: GitHubClient,
  commit: CommitAddress,
  options: ReadStatusesOptions,
): ResultAsync<readonly ReportedStatus[], GitHubError> {
  const list = `statuses of ${commit.sha} in ${commit.repository}`;
  return collectPages(list, (page) => readPage(client, commit, page)).map((statuses) => ofCreators(statuses, options));
}

/** Reads the last hundred of it: enough to see what was written a moment ago. */
export function readLatestStatuses(
  client: GitHubClient,
  commit: CommitAddress,
  options: ReadStatusesOptions,
): ResultAsync<readonly ReportedStatus[], GitHubError> {
  return readPage(client, commit, 1).map((statuses) => ofCreators(statuses, options));
}

type Status = GitHubData<"GET /repos/{owner}/{repo}/commits/{ref}/statuses">[number];

function readPage(
  client: GitHubClient,
  commit: CommitAddress,
  page: number,
): ResultAsync<readonly Status[], GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/commits/{ref}/statuses", {
    ...repositoryParameters(commit.repository),
    ref: commit.sha,
    per_page: PAGE_SIZE,
    page,
  });
}

/** GitHub lists the newest status first. */
function ofCreators(statuses: readonly Status[], { creators }: ReadStatusesOptions): readonly ReportedStatus[] {
  return statuses.filter(({ creator }) => isDeclared(creators, creator?.login)).map(toReportedStatus);
}

function newestPerContext(statuses: readonly ReportedStatus[]): readonly ReportedStatus[] {
  const newest = new Map<string, ReportedStatus>();
  for (const status of statuses) {
    const key = status.context.toLowerCase();
    if (!newest.has(key)) newest.set(key, status);
  }
  return [...newest.values()];
}

function toReportedStatus(status: Status): ReportedStatus {
  const description = decodeDescription(status.description);
  return {
    statusId: status.id,
    context: status.context,
    state: toState(status.state),
    text: description?.text ?? status.description ?? "",
    at: description?.at,
    id: description?.id,
    creator: status.creator?.login ?? "",
    updatedAt: status.updated_at,
    targetUrl: status.target_url ?? undefined,
  };
}

/** GitHub's description types the state as any text; what is no known state counts as an error, never as success. */
function toState(state: string): CommitStatusState {
  return state === "pending" || state === "success" || state === "failure" ? state : "error";
}
