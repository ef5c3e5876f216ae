/** A pull request as it is kept. Head and base are branches of the same repository. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: "open" | "closed";
  readonly draft: boolean;
  readonly author: string;
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  /** Tip of the base branch when the pull request was opened or last pushed to; after a merge, the tip before it. */
  readonly baseSha: string;
  readonly labels: readonly string[];
  readonly requestedReviewers: readonly string[];
  /** Slugs of teams; absent in records of earlier versions. */
  readonly requestedTeams?: readonly string[];
  readonly reviews: readonly Review[];
  readonly maintainerCanModify: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly merge: Merge | null;
}

/** How a pull request got into its base branch. */
export interface Merge {
  /** The commit that the base branch was moved to. */
  readonly sha: string;
  readonly at: string;
  readonly by: string;
  /** All commits that the base branch got by it. */
  readonly introduced: readonly string[];
}

/** A review of one state of a pull request. */
export interface Review {
  readonly id: number;
  readonly author: string;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly body: string;
  readonly commitSha: string;
  readonly submittedAt: string | null;
}
