import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import type { Lane } from "../lane/lane.ts";
import type { ReporterObserver } from "./observer.ts";
import type { ReporterItem } from "./reporter-item.ts";
import type { ResolveTarget } from "./target.ts";

/** Says under which logins a reporter writes, and whose evidence it believes. */
export interface ReporterIdentity {
  /** Logins, e.g. `["acme-gitops[bot]"]`; that of the client must be one of them. */
  readonly logins: readonly string[];
}

/** Says how workflows hear of a finished deployment. */
export interface DispatchSettings {
  /** Repository that gets the dispatch. Default: the code repository of the release. */
  readonly repository?: string | undefined;
  /** Event types that workflows listen for. Default: `gitops.deployed` and `gitops.failed`. */
  readonly eventTypes?: {
    /** After a success. Default: `gitops.deployed`. */
    readonly success?: string;
    /** After a failure. Default: `gitops.failed`. */
    readonly failure?: string;
  };
  /** Whether a failure is dispatched as well. Default: false. */
  readonly onFailure?: boolean;
  /** Milliseconds after which GitHub lists the run of a dispatch for sure. Default: 30000. */
  readonly ambiguityMs?: number;
  /** What to do when no run can be found for a dispatch that may have been sent. Default: `resend`. */
  readonly onAmbiguous?: "resend" | "hold";
}

/** Options of `createReporter`. */
export interface ReporterOptions {
  /** Client that writes. */
  readonly client: GitHubClient;
  /** Lane that keeps events until they are handled. */
  readonly lane: Lane<ReporterItem>;
  /** Finds the slot that an event speaks of. */
  readonly resolveTarget: ResolveTarget;
  /** Logins whose evidence counts. */
  readonly identity: ReporterIdentity;
  /** Dispatch after a finished deployment; false for none. Default: on success, to the code repository. */
  readonly dispatch?: DispatchSettings | false;
  /** Whether deployments are shown in the code repository. Default: true. */
  readonly deployments?: boolean;
  /** Name of the rate limit that the client's requests share. Default: `github`. */
  readonly group?: string;
  /** Clock. Default: the machine's. */
  readonly clock?: Clock;
  /** Hears of what is done. Default: nobody. */
  readonly observer?: ReporterObserver;
}
