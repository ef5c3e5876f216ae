import type { Clock } from "../clock.ts";
import type { ReadStatusesOptions } from "../status/read.ts";
import type { DispatchPayload } from "./payload.ts";

/** Describes a `repository_dispatch` that is to be sent once. Its ledger is a status on `payload.manifests`. */
export interface Dispatch {
  /** Repository whose workflows it starts, as `owner/name`. */
  readonly repository: string;
  /** What workflows listen for: `on: repository_dispatch: types`. */
  readonly eventType: string;
  /** What it tells them. */
  readonly payload: DispatchPayload;
  /** Wave or cluster, where the app has several slots in the environment: each has a ledger of its own. Default: none. */
  readonly part?: string | undefined;
}

/** Options of `ensureDispatch`. */
export interface EnsureDispatchOptions extends ReadStatusesOptions {
  /** Milliseconds after which GitHub lists the run of a dispatch for sure. Default: 30000. */
  readonly ambiguityMs?: number;
  /**
   * What to do when no run can be found for a dispatch that may have been sent: send it again with the same id, or leave
   * it to a person. Default: `resend`.
   */
  readonly onAmbiguous?: "resend" | "hold";
  /** Clock for the age of an intent and the pauses between two looks. Default: the machine's. */
  readonly clock?: Clock;
}

/** Says what became of a dispatch. */
export type DispatchOutcome =
  | {
      /** It was sent now, was found to have been sent before, or the ledger said so already. */
      readonly code: "sent" | "found" | "already-sent";
      /** Page of the run, where GitHub said which one was started. */
      readonly runUrl?: string | undefined;
    }
  | {
      /** It may have been sent: come back later and look. */
      readonly code: "waiting";
      /** Milliseconds until then. */
      readonly afterMs: number;
    }
  | {
      /** A person has to decide. */
      readonly code: "held";
      /** Why. */
      readonly why: string;
    };
