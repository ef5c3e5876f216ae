import type { Action } from "./action.ts";

/** What `decide` found and wants done. */
export interface Plan {
  /** One finding per slot, in the order of the pipeline. */
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
  /** Names of the targets or verifications that are missing. */
  readonly waitingFor: readonly string[];
}

/** Every target and verification reported success. */
export interface LiveSucceeded {
  /** Names this state. */
  readonly phase: "succeeded";
  /** Release id. */
  readonly release: string;
  /** Commit of the manifests repository that put it there. */
  readonly commit: string;
}

/** A target or a verification reported failure. */
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
  /** `propose`: there is to be one. `rejected`: a person closed it. `older`: it is behind what runs. */
  readonly step: "propose" | "rejected" | "older";
  /** Release id. */
  readonly release: string;
}

/** There is a pull request for the release. */
export interface NextProposed {
  /** `merge`: every gate is open. `waiting`: one is not. */
  readonly step: "merge" | "waiting";
  /** Release id. */
  readonly release: string;
  /** Number of the pull request. */
  readonly pullRequest: number;
  /** Every gate with its verdict. */
  readonly gates: readonly GateVerdict[];
}

/** Whether a gate lets a merge through. */
export interface GateVerdict {
  /** Name of the gate. */
  readonly gate: "upstream" | "approval" | "mergeable" | "untouched" | "person";
  /** True when it does. */
  readonly isOpen: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
}
