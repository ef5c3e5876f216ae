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
