/** What `decide` found and wants done. */
export interface Plan {
  /** One finding per slot, in the order of the pipeline. */
  readonly slots: readonly SlotDecision[];
  /** What to do, in order; each action is safe to repeat. */
  readonly actions: readonly Action[];
}

/** Where a slot stands. */
export interface SlotDecision {
  /** Slot id. */
  readonly slot: string;
  /** Where the deployed release stands. */
  readonly live: LiveState;
  /** Where the next release stands; undefined when there is none. */
  readonly next: NextState | undefined;
}

/** Where the deployed release of a slot stands. */
export type LiveState =
  | { readonly phase: "empty" }
  | { readonly phase: "unreadable"; readonly detail: string }
  | { readonly phase: "deploying"; readonly release: string; readonly waitingFor: readonly string[] }
  | { readonly phase: "verifying"; readonly release: string; readonly waitingFor: readonly string[] }
  | { readonly phase: "succeeded"; readonly release: string }
  | {
      readonly phase: "failed";
      readonly release: string;
      readonly why: "deployment" | "verification";
      readonly detail: string;
    };

/** Where the next release of a slot stands. */
export type NextState =
  | { readonly step: "rejected" | "older" | "propose"; readonly release: string }
  | {
      readonly step: "waiting" | "merge";
      readonly release: string;
      readonly pullRequest: number;
      readonly gates: readonly GateVerdict[];
    };

/** Whether a gate lets a merge through. */
export interface GateVerdict {
  /** Name of the gate. */
  readonly gate: "upstream" | "approval" | "mergeable" | "untouched" | "person";
  /** True when it does. */
  readonly isOpen: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
}

/** Something to do on GitHub, guarded by the commits it was decided on. */
export type Action =
  | {
      /** Writes the slot's branch and opens or updates its pull request. */
      readonly action: "propose";
      readonly slot: string;
      readonly release: string;
      /** Commit of the base branch that it was decided on. */
      readonly expectBase: string;
      /** Head of the slot's branch that it was decided on; undefined when the branch must not exist. */
      readonly expectHead: string | undefined;
    }
  | {
      /** Merges the pull request. */
      readonly action: "merge";
      readonly slot: string;
      readonly pullRequest: number;
      readonly method: "merge" | "squash";
      /** Head of the pull request that it was decided on. */
      readonly expectHead: string;
    }
  | {
      /** Deletes a branch that has served. */
      readonly action: "delete-branch";
      readonly slot: string;
      readonly branch: string;
    };
