import type { FluxEvent, InvolvedObject, Outcome, OutcomeReason } from "@gitops/flux-events";

import type { DispatchOutcome } from "../dispatch/dispatch.ts";
import type { CommitStatusState } from "../status/read.ts";
import type { ExpectationState } from "./expectation.ts";

/** Tells an observer what a reporter did or left undone; for logs and metrics. */
export type ReporterEvent =
  | {
      /** An event came in: a raw view of everything that Flux says, also of what is not reported. */
      readonly code: "accepted";
      /** What became of it: it is in the lane now, was there before, or belongs to no slot. */
      readonly result: "stored" | "duplicate" | "ignored";
      /** Cluster that sent it. */
      readonly cluster: string;
      /** The event. */
      readonly event: FluxEvent;
      /** What it says. */
      readonly outcome: Outcome;
      /** Slot id; undefined when it belongs to none. */
      readonly slot: string | undefined;
    }
  | {
      /** All that the items of a key ask for is shown on GitHub. */
      readonly code: "handled";
      /** Key of the items. */
      readonly key: string;
      /** How many there were. */
      readonly items: number;
      /** Milliseconds from the receipt of the oldest event until now; undefined when none of them is an event. */
      readonly lagMs: number | undefined;
    }
  | {
      /** An expectation was compared with what GitHub shows. */
      readonly code: "expectation";
      /** Slot id. */
      readonly slot: string;
      /** Commit of the manifests repository that is expected. */
      readonly revision: string;
      /** How it stands. */
      readonly state: ExpectationState;
    }
  | {
      /** A deployment never ended, because another one took its place. */
      readonly code: "superseded";
      /** Slot id. */
      readonly slot: string;
      /** Manifests repository. */
      readonly repository: string;
      /** Introducing commit of the deployment. */
      readonly sha: string;
      /** Commit that took its place. */
      readonly successor: string;
    }
  | {
      /** The event says nothing about a slot: why. */
      readonly code: "ignored";
      /** `no-slot` (the pipeline changed meanwhile), `no-commit`, `no-lock`, or the neutral outcome. */
      readonly why: "no-slot" | "no-commit" | "no-lock" | OutcomeReason;
      /** Cluster that sent the event. */
      readonly cluster: string;
      /** Flux object that it is about. */
      readonly object: InvolvedObject;
      /** Revision that it reports, when it names one. */
      readonly revision?: string;
    }
  | {
      /** A commit status was ensured. */
      readonly code: "status";
      /** Repository of the commit. */
      readonly repository: string;
      /** Commit. */
      readonly sha: string;
      /** Context. */
      readonly context: string;
      /** State that GitHub shows now. */
      readonly state: CommitStatusState;
      /** Whether it was written, or shown already. */
      readonly write: "written" | "equal" | "outdated";
    }
  | {
      /** A deployment was ensured. */
      readonly code: "deployment";
      /** Code repository. */
      readonly repository: string;
      /** Environment. */
      readonly environment: string;
      /** Id of the deployment. */
      readonly id: number;
      /** Whether it was written, or shown already. */
      readonly write: "written" | "equal" | "outdated";
    }
  | {
      /** A dispatch was ensured. */
      readonly code: "dispatch";
      /** Repository that gets it. */
      readonly repository: string;
      /** Id of the dispatch. */
      readonly id: string;
      /** What became of it. */
      readonly outcome: DispatchOutcome["code"];
    }
  | {
      /** The items of a key come again later. */
      readonly code: "retry";
      /** Key of the items. */
      readonly key: string;
      /** Count of deliveries of this key since it last ended, from 1. */
      readonly attempt: number;
      /** Whether only this key waits, or everything that shares its rate limit. */
      readonly scope: "key" | "group";
      /** What went wrong. */
      readonly why: string;
    }
  | {
      /** The items of a key went to the dead letters. */
      readonly code: "rejected";
      /** Key of the items. */
      readonly key: string;
      /** How many there were. */
      readonly items: number;
      /** What went wrong. */
      readonly why: string;
    };

/** Hears of what a reporter does. It must not throw. */
export type ReporterObserver = (event: ReporterEvent) => void;
