import { callGitHub, type LockReason, type Release } from "@gitops/github-reporter";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import { liveState } from "../decide/live-state.ts";
import type { LiveState } from "../decide/plan.ts";
import type { PromotionError } from "../errors.ts";
import { listLockCommits, type LockCommit } from "../git/lock-history.ts";
import { lockAtCommit } from "../git/locks.ts";
import { knownArrival } from "../observe/arrival.ts";
import { readEvidence } from "../observe/evidence.ts";
import { orUnreadable } from "../observe/problems.ts";
import { unreadSlot } from "../observe/slot.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { lockConfiguration } from "../render/configuration.ts";

/** One deployment of a slot. */
export interface HistoryEntry {
  /** Commit of the manifests repository that put it there. */
  readonly commit: string;
  /** When, RFC 3339. */
  readonly at: string;
  /** Login of the author of the commit; undefined when GitHub knows none. */
  readonly by: string | undefined;
  /** The release. */
  readonly release: Release;
  /** Why. */
  readonly reason: LockReason;
  /** Number of the pull request that brought it; undefined when it came without. */
  readonly pullRequest: number | undefined;
  /** How it ended, from the evidence; what never ended shows as it stood. */
  readonly phase: LiveState["phase"];
}

/** How much of a history is read. */
export interface HistoryOptions {
  /** How many deployments, at most 100. Default: 20. */
  readonly limit?: number;
}

/**
 * Lists the deployments of a slot, the newest first.
 *
 * @internal
 */
export function readHistory(
  context: PromoterContext,
  slot: Slot,
  { limit = 20 }: HistoryOptions,
): ResultAsync<readonly HistoryEntry[], PromotionError> {
  return safeTry<readonly HistoryEntry[], PromotionError>(async function* () {
    const repository = context.repository(slot.repository);
    const commits = yield* listLockCommits(repository, { path: slot.path, revision: slot.baseBranch });
    const entries: HistoryEntry[] = [];
    for (const commit of commits.slice(0, limit)) {
      const entry = yield* readEntry(context, slot, commit);
      if (entry !== undefined) entries.push(entry);
    }
    return ok(entries);
  });
}

function readEntry(
  context: PromoterContext,
  slot: Slot,
  { sha, at, by }: LockCommit,
): ResultAsync<HistoryEntry | undefined, PromotionError> {
  return safeTry<HistoryEntry | undefined, PromotionError>(async function* () {
    const repository = context.repository(slot.repository);
    const lock = yield* lockAtCommit(repository, sha, slot.path).orElse((error) => orUnreadable(error, undefined));
    if (lock === undefined) return ok(undefined);
    const evidence = yield* readEvidence(context, slot, { lock, commit: sha });
    const common = { lock, commit: sha, since: at, configuration: lockConfiguration(lock), drift: [] };
    const live = { ...common, ...evidence, same: undefined, arrival: knownArrival(common) };
    const { phase } = liveState({ ...unreadSlot(slot), live }, context.now().toISOString());
    const { owner, repo } = repository;
    const pulls = yield* callGitHub(repository.client, "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
      owner,
      repo,
      commit_sha: sha,
    });
    const pullRequest = pulls.find(({ merged_at }) => merged_at !== null)?.number;
    return ok({ commit: sha, at, by, release: lock.release, reason: lock.reason, pullRequest, phase });
  });
}
