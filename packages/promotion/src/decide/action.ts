import type { LockReason, Release } from "@gitops/github-reporter";

/** Something to do on GitHub, guarded by the commits it was decided on. */
export type Action = ProposeAction | ReportGatesAction | MergeAction | DeleteBranchAction;

/** Writes the track's branch and opens or updates its pull request. */
export interface ProposeAction {
  /** Names this action. */
  readonly action: "propose";
  /** Track id. */
  readonly track: string;
  /** What becomes of which slot; the other slots of the track stay as they are. */
  readonly changes: readonly SlotChange[];
  /** Head of the track's branch that it was decided on; undefined when the branch must not exist. */
  readonly expectHead: string | undefined;
}

/** What becomes of a slot. */
export interface SlotChange {
  /** Slot id. */
  readonly slot: string;
  /** The release. */
  readonly release: Release;
  /** Why. */
  readonly reason: LockReason;
  /** Commit whose manifests are restored; undefined when they are rendered. */
  readonly restore: string | undefined;
}

/** Shows on the pull request whether its gates are open: the commit status `gitops/gates`, which a branch rule may require. */
export interface ReportGatesAction {
  /** Names this action. */
  readonly action: "report-gates";
  /** Track id. */
  readonly track: string;
  /** Whether all are open. */
  readonly isOpen: boolean;
  /** What keeps it, in one line. */
  readonly text: string;
  /** Head of the pull request that it was decided on. */
  readonly expectHead: string;
}

/** Merges the pull request. */
export interface MergeAction {
  /** Names this action. */
  readonly action: "merge";
  /** Track id. */
  readonly track: string;
  /** Number of the pull request. */
  readonly pullRequest: number;
  /** How GitHub merges. */
  readonly method: "merge" | "squash" | "rebase";
  /** Head of the pull request that it was decided on. */
  readonly expectHead: string;
}

/** Deletes a branch that has served, or that nobody wants any more; an open pull request is closed by it. */
export interface DeleteBranchAction {
  /** Names this action. */
  readonly action: "delete-branch";
  /** Track id. */
  readonly track: string;
  /** Name of the branch. */
  readonly branch: string;
  /** Why: what it proposes is deployed, or is not to be any more. */
  readonly why: "served" | "withdrawn";
  /** Head of the branch that it was decided on. */
  readonly expectHead: string;
}
