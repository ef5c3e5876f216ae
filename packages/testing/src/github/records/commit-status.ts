/** The states of a commit status. */
export const COMMIT_STATES = ["error", "failure", "pending", "success"] as const;
export type CommitState = (typeof COMMIT_STATES)[number];

/** A commit status as it is kept. */
export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: CommitState;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  /** Login of the account that wrote it. */
  readonly creator: string;
  readonly createdAt: string;
}

/** Keeps the newest status of each context; contexts that differ only in case are one. */
export function latestByContext(statuses: readonly CommitStatus[]): readonly CommitStatus[] {
  return [...new Map(statuses.map((status) => [status.context.toLowerCase(), status])).values()];
}

/**
 * Combines states as GitHub does: failure outranks pending, and no status at all is pending.
 *
 * @see https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference
 */
export function combine(states: readonly CommitState[]): "failure" | "pending" | "success" {
  if (states.some((state) => state === "failure" || state === "error")) return "failure";
  return states.length === 0 || states.includes("pending") ? "pending" : "success";
}
