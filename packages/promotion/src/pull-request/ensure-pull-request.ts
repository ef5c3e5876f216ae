import { callGitHub, type GitHubError } from "@gitops/github-reporter";
import { errAsync, ok, type ResultAsync, safeTry } from "neverthrow";

import type { Repository } from "../git/repository.ts";
import type { Track } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { ProposalView, ShownPullRequest } from "../world.ts";
import { addLabels } from "./add-labels.ts";
import { requestReviewers } from "./request-reviewers.ts";
import type { Reviewers } from "./reviewers.ts";

/**
 * What a pull request is to show.
 *
 * @internal
 */
export interface WantedPullRequest {
  /** The track whose branch it proposes. */
  readonly track: Pick<Track, "repository" | "baseBranch" | "branch">;
  /** What was read of the track's branch; undefined when there was none. */
  readonly proposal: Pick<ProposalView, "pullRequest"> | undefined;
  /** Title. */
  readonly title: string;
  /** Body. */
  readonly body: string;
  /** Labels that it must have; those of people stay. */
  readonly labels: readonly string[];
  /** Who is asked for a review, once. */
  readonly reviewers: Reviewers;
}

/**
 * What came of a pull request.
 *
 * @internal
 */
export interface ProposedPullRequest {
  /** Whether there is a new one, or the open one was brought up to date, or already was. */
  readonly outcome: "created" | "updated" | "unchanged";
  /** Address for people. */
  readonly url: string;
  /** Labels and reviewers that GitHub refused, and why, each as a sentence. */
  readonly warnings: readonly string[];
}

/** An open pull request, as the world or GitHub's list has it. */
interface OpenPullRequest {
  readonly number: number;
  readonly url: string;
  /** Undefined where it was not read; then all of it is written. */
  readonly shown?: ShownPullRequest | undefined;
}

/**
 * Opens the pull request of a track, or writes what differs on the open one.
 *
 * A new one costs two requests, three with reviewers; one that shows everything costs none. Labels come last, so that an open
 * pull request with none of them is one whose making was cut short: only then, and when it is new, reviewers are asked. A
 * label or reviewer that GitHub refuses is a warning.
 *
 * @returns what came of it, or a GitHub error; then doing it again is safe.
 * @see https://docs.github.com/rest/pulls/pulls#create-a-pull-request
 * @internal
 */
export function ensurePullRequest(
  context: Pick<PromoterContext, "repository">,
  wanted: WantedPullRequest,
): ResultAsync<ProposedPullRequest, GitHubError> {
  const repository = context.repository(wanted.track.repository);
  const known = wanted.proposal?.pullRequest;
  if (known !== undefined) return bringUpToDate(repository, known, wanted);
  return open(repository, wanted).orElse((error) => {
    if (error.code !== "GITHUB_REQUEST_FAILED" || error.status !== 422) return errAsync(error);
    // "A pull request already exists": a lost answer or another driver. Adopt it.
    return findOpen(repository, wanted.track).andThen((existing) =>
      existing === undefined ? errAsync(error) : bringUpToDate(repository, existing, wanted),
    );
  });
}

function open(repository: Repository, wanted: WantedPullRequest): ResultAsync<ProposedPullRequest, GitHubError> {
  const { client, owner, repo } = repository;
  const { track, title, body, labels, reviewers } = wanted;
  return safeTry(async function* () {
    const { number, html_url: url } = yield* callGitHub(client, "POST /repos/{owner}/{repo}/pulls", {
      owner,
      repo,
      title,
      body,
      base: track.baseBranch,
      head: track.branch,
    });
    const refusedReviewers = yield* requestReviewers(repository, number, { reviewers, isNew: true });
    const refusedLabels = yield* addLabels(repository, number, labels);
    const warnings = [...reviewers.notes, ...refusedReviewers, ...refusedLabels];
    return ok<ProposedPullRequest>({ outcome: "created", url, warnings });
  });
}

function bringUpToDate(
  repository: Repository,
  { number, url, shown }: OpenPullRequest,
  { title, body, labels, reviewers }: WantedPullRequest,
): ResultAsync<ProposedPullRequest, GitHubError> {
  const { client, owner, repo } = repository;
  const has = new Set(shown?.labels.map((label) => label.toLowerCase()));
  const missing = labels.filter((label) => !has.has(label.toLowerCase()));
  const isUnfinished = shown !== undefined && labels.length > 0 && missing.length === labels.length;
  const patch = {
    ...(shown?.title === title ? {} : { title }),
    ...(shown !== undefined && isSameText(shown.body, body) ? {} : { body }),
  };
  const isPatched = Object.keys(patch).length > 0;
  return safeTry(async function* () {
    if (isPatched) {
      yield* callGitHub(client, "PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
        owner,
        repo,
        pull_number: number,
        ...patch,
      });
    }
    const refusedReviewers = isUnfinished
      ? yield* requestReviewers(repository, number, { reviewers, isNew: false })
      : [];
    const refusedLabels = missing.length > 0 ? yield* addLabels(repository, number, missing) : [];
    const isUpdated = isPatched || isUnfinished || missing.length > 0;
    return ok<ProposedPullRequest>({
      outcome: isUpdated ? "updated" : "unchanged",
      url,
      warnings: [...(isUnfinished ? reviewers.notes : []), ...refusedReviewers, ...refusedLabels],
    });
  });
}

/** A fork may use the same branch name, but GitHub asks for the owner of the head. */
function findOpen(
  { client, owner, repo }: Repository,
  { baseBranch, branch }: WantedPullRequest["track"],
): ResultAsync<OpenPullRequest | undefined, GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/pulls", {
    owner,
    repo,
    state: "open",
    base: baseBranch,
    head: `${owner}:${branch}`,
  }).map(
    ([pull]) =>
      pull && {
        number: pull.number,
        url: pull.html_url,
        shown: { title: pull.title, body: pull.body ?? "", labels: pull.labels.map(({ name }) => name) },
      },
  );
}

/** GitHub may change line ends, and drops blanks at the end. */
function isSameText(shown: string, wanted: string): boolean {
  const normalize = (text: string): string => text.replaceAll("\r\n", "\n").trimEnd();
  return normalize(shown) === normalize(wanted);
}
