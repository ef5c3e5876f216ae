/** Something to do on GitHub, guarded by the commits it was decided on. */
export type Action = ProposeAction | MergeAction | DeleteBranchAction;

/** Writes the slot's branch and opens or updates its pull request. */
export interface ProposeAction {
  /** Names this action. */
  readonly action: "propose";
  /** Slot id. */
  readonly slot: string;
  /** Release id. */
  readonly release: string;
  /** Head of the slot's branch that it was decided on; undefined when the branch must not exist. */
  readonly expectHead: string | undefined;
}

/** Merges the pull request. */
export interface MergeAction {
  /** Names this action. */
  readonly action: "merge";
  /** Slot id. */
  readonly slot: string;
  /** Number of the pull request. */
  readonly pullRequest: number;
  /** How GitHub merges. */
  readonly method: "merge" | "squash";
  /** Head of the pull request that it was decided on. */
  readonly expectHead: string;
}

/** Deletes a branch that has served. */
export interface DeleteBranchAction {
  /** Names this action. */
  readonly action: "delete-branch";
  /** Slot id. */
  readonly slot: string;
  /** Name of the branch. */
  readonly branch: string;
  /** Head of the branch that it was decided on. */
  readonly expectHead: string;
}
