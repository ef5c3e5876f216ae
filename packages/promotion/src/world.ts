import type { Release, ReleaseLock } from "@gitops/github-reporter";

import type { Pipeline, Slot } from "./pipeline/pipeline.ts";

/** Everything `decide` looks at: Git and GitHub as they were read at one moment. */
export interface World {
  /** When it was read, RFC 3339. */
  readonly at: string;
  /** The pipeline. */
  readonly pipeline: Pipeline;
  /** Head of the base branch of the manifests repository, which every slot was read at. */
  readonly base: BaseBranch;
  /** The newest submitted release of each app. */
  readonly inbox: Readonly<Record<string, Release>>;
  /** One view per slot of the pipeline, in its order. */
  readonly slots: readonly SlotView[];
}

/** A commit of the base branch and its tree. */
export interface BaseBranch {
  /** Commit sha. */
  readonly sha: string;
  /** Tree sha of that commit. */
  readonly tree: string;
}

/** What Git and GitHub show of one slot. */
export interface SlotView {
  /** The slot. */
  readonly slot: Slot;
  /** What the base branch holds; undefined when nothing was ever deployed. */
  readonly live: LiveView | undefined;
  /** What the slot's branch holds; undefined when there is no such branch. */
  readonly proposal: ProposalView | undefined;
  /** How the candidate relates to the live release; undefined when either is missing. */
  readonly comparison: ReleaseComparison | undefined;
  /** Why the slot could not be read; then nothing is decided for it, and the other slots go on. */
  readonly problem: string | undefined;
}

/** What is deployed, and what is known about it. */
export interface LiveView {
  /** The lock on the base branch. */
  readonly lock: ReleaseLock;
  /** The commit that introduced the lock: evidence is written there. */
  readonly commit: string;
  /** A later release that renders to the same bytes, and so counts as deployed with this lock. */
  readonly sameAs: string | undefined;
  /** What each target reported, in the order of the slot's targets. */
  readonly targets: readonly TargetView[];
  /** What each verification reported, in the order of the policy. */
  readonly verifications: readonly VerificationView[];
}

/** What one target reported on the live lock. */
export interface TargetView {
  /** Name of the target. */
  readonly name: string;
  /** Unknown until Flux said something. */
  readonly state: "unknown" | "pending" | "success" | "failure";
  /** What Flux said, in one line. */
  readonly text: string;
}

/** What one verification reported on the live lock. */
export interface VerificationView {
  /** Name of the verification. */
  readonly name: string;
  /** Pending until the workflow said something about this very deployment. */
  readonly state: "pending" | "success" | "failure";
  /** What the workflow said. */
  readonly text: string;
}

/** The proposal branch of a slot. */
export interface ProposalView {
  /** Head commit of the branch. */
  readonly sha: string;
  /** The lock at the head; undefined when somebody made the branch what it is not. */
  readonly lock: ReleaseLock | undefined;
  /** Whether the promoter made the head commit. Anybody who may push can put another one on the branch. */
  readonly isOurs: boolean;
  /** The open pull request of the branch. */
  readonly pullRequest: PullRequestView | undefined;
  /** Whether a person closed the pull request of this very head without merging it. */
  readonly isRejected: boolean;
}

/** An open pull request. */
export interface PullRequestView {
  /** Number of the pull request. */
  readonly number: number;
  /** Address for people. */
  readonly url: string;
  /** False when GitHub found conflicts; undefined while GitHub computes it. */
  readonly mergeable: boolean | undefined;
  /** Logins whose latest review approves the head commit. */
  readonly approvers: readonly string[];
  /** Logins whose latest review requests changes, of whatever commit. */
  readonly objectors: readonly string[];
}

/** How one release relates to another, from the history of the code repository. */
export interface ReleaseComparison {
  /** Id of the candidate that was compared. */
  readonly candidate: string;
  /** Where the candidate's commit stands, seen from the live one. */
  readonly status: "ahead" | "behind" | "identical" | "diverged";
  /** Logins of the authors of the commits that the candidate adds. */
  readonly authors: readonly string[];
  /** Whether these are all: GitHub lists at most 250 commits, and knows no login for an address of no account. */
  readonly isComplete: boolean;
}
