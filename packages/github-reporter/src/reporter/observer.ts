import type { InvolvedObject, OutcomeReason } from "@gitops/flux-events";

import type { DispatchOutcome } from "../dispatch/dispatch.ts";
import type { CommitStatusState } from "../status/read.ts";

/** Tells an observer what a reporter did or left undone; for logs and metrics. */
export type ReporterEvent =
  | {
      /** The event says nothing about a slot: why. */
      readonly code: "ignored";
      /** `no-slot`, `no-commit`, `no-lock`, or the neutral outcome. */
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
      /** What went wrong. */
      readonly why: string;
    }
  | {
      /** The items of a key went to the dead letters. */
      readonly code: "rejected";
      /** Key of the items. */
      readonly key: string;
      /** What went wrong. */
      readonly why: string;
    };

/** Hears of what a reporter does. It must not throw. */
export type ReporterObserver = (event: ReporterEvent) => void;
