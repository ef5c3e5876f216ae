import type { LockReason } from "@gitops/github-reporter";

import type { Action } from "./action.ts";

/** What `decide` found and wants done. */
export interface Plan {
  /** One finding per slot of the tracks that were decided on, in the order of the pipeline. */
  readonly slots: readonly SlotDecision[];
  /** What to do, in order; each action is safe to repeat. */
  readonly actions: readonly Action[];
  /** When to look again although nothing will tell, RFC 3339; undefined when an event will. */
  readonly wakeAt: string | undefined;
}

/** Where a slot stands. */
export interface SlotDecision {
  /** Slot id. */
  readonly slot: string;
  /** Where the deployed release stands. */
  readonly live: LiveState;
  /** Where the next release stands; undefined when there is none. */
  readonly next: NextState | undefined;
  /** Why nothing moves here until somebody resumes; undefined when nobody holds it. */
  readonly held: string | undefined;
  /** Files that somebody changed by hand. */
  readonly drift: readonly string[];
}

/** Where the deployed release of a slot stands. */
export type LiveState = LiveEmpty | LiveUnreadable | LiveUnfinished | LiveSucceeded | LiveFailed;

/** Nothing was ever deployed. */
export interface LiveEmpty {
  /** Names this state. */
  readonly phase: "empty";
}

/** The slot cannot be read, and so nothing is decided for it. */
export interface LiveUnreadable {
  /** Names this state. */
  readonly phase: "unreadable";
  /** Why. */
  readonly detail: string;
}

/** Targets or, after them, verifications have not all reported. */
export interface LiveUnfinished {
  /** `deploying`: targets are missing. `verifying`: verifications are. */
  readonly phase: "deploying" | "verifying";
  /** Release id. */
  readonly release: string;
  /** Commit of the manifests repository that put it there. */
  readonly commit: string;
  /** When that commit was made, RFC 3339. */
  readonly since: string;
  /** Names of the targets or verifications that are missing. */
  readonly waitingFor: readonly string[];
  /** When their silence becomes a failure, RFC 3339. */
  readonly deadline: string;
}

/** Enough targets and every verification reported success. */
export interface LiveSucceeded {
  /** Names this state. */
  readonly phase: "succeeded";
  /** Release id. */
  readonly release: string;
  /** Commit of the manifests repository that put it there. */
  readonly commit: string;
}

/** A target or a verification reported failure, or reported nothing in its time. */
export interface LiveFailed {
  /** Names this state. */
  readonly phase: "failed";
  /** Release id. */
  readonly release: string;
  /** Commit of the manifests repository that put it there. */
  readonly commit: string;
  /** Which of the two. */
  readonly why: "deployment" | "verification";
  /** Which one, and what it said. */
  readonly detail: string;
}

/** Where the next release of a slot stands. */
export type NextState = NextUnproposed | NextProposed;

/** There is no pull request for the release, or not the right one. */
export interface NextUnproposed {
  /**
   * `propose`: there is to be one. `failed`: it could not be made. `queued`: it comes when the live release has ended its
   * deployment. `held`: somebody holds the slot. `rejected`: a person closed its pull request. `rolled-back`: it ran here and
   * was taken back. `older`: it is behind what runs.
   */
  readonly step: "propose" | "failed" | "queued" | "held" | "rejected" | "rolled-back" | "older";
  /** Release id. */
  readonly release: string;
  /** Why it is to be deployed. */
  readonly reason: LockReason;
  /** What stands in the way, in one sentence without a full stop; empty for `propose`. */
  readonly detail: string;
}

/** There is a pull request for the release. */
export interface NextProposed {
  /** `merge`: every gate is open. `waiting`: one is not. */
  readonly step: "merge" | "waiting";
  /** Release id. */
  readonly release: string;
  /** Why it is to be deployed. */
  readonly reason: LockReason;
  /** Number of the pull request. */
  readonly pullRequest: number;
  /** Every gate with its verdict. */
  readonly gates: readonly GateVerdict[];
}

/** Whether a gate lets a merge through. */
export interface GateVerdict {
  /**
   * Name of the gate: `upstream`, `dependencies`, `approval`, `checks`, `soak`, `window`, `hold`, `drift`, `untouched`,
   * `mergeable`, `person`, or that of a provider.
   */
  readonly gate: string;
  /** True when it does. */
  readonly isOpen: boolean;
  /** Why, in one sentence without a full stop. */
  readonly reason: string;
  /** When it may have opened, RFC 3339, where the gate knows. */
  readonly recheckAt?: string | undefined;
  /** Page that tells more. */
  readonly url?: string | undefined;
}
