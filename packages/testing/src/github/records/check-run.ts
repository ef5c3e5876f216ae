import { combine, type CommitStatus } from "./commit-status.ts";

/** The states that an App may put a check run in. */
export const CHECK_STATUSES = ["queued", "in_progress", "completed"] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

/** How a check run may end. */
export const CHECK_CONCLUSIONS = [
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "timed_out",
] as const;
export type CheckConclusion = (typeof CHECK_CONCLUSIONS)[number];

/** A check run as it is kept. */
export interface CheckRun {
  readonly id: number;
  /** Runs of one App for one commit are a suite. */
  readonly suiteId: number;
  readonly sha: string;
  readonly name: string;
  /** Login of the App that made it, e.g. `gitops[bot]`. */
  readonly creator: string;
  readonly status: CheckStatus;
  /** Null until it is completed. */
  readonly conclusion: CheckConclusion | null;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly detailsUrl: string | null;
  readonly externalId: string;
  readonly output: CheckOutput;
}

/** What a check run tells people, in Markdown. */
export interface CheckOutput {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
}

/** Keeps the newest run of each name of each App. */
export function latestByName(runs: readonly CheckRun[]): readonly CheckRun[] {
  return [...new Map(runs.map((run) => [`${run.suiteId} ${run.name}`, run])).values()];
}

/**
 * Combines statuses and check runs; skipped and neutral count as success.
 *
 * @see https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/about-status-checks
 */
export function rollUp(
  statuses: readonly CommitStatus[],
  runs: readonly CheckRun[],
): "failure" | "pending" | "success" {
  return combine([...statuses.map(({ state }) => state), ...runs.map(stateOf)]);
}

function stateOf({ conclusion }: CheckRun): "failure" | "pending" | "success" {
  if (conclusion === null) return "pending";
  return ["success", "neutral", "skipped"].includes(conclusion) ? "success" : "failure";
}
