import type { Clock } from "../clock.ts";
import type { GitHubClients } from "../github/clients.ts";
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

/** Says how deployments are shown in the code repository. */
export interface DeploymentSettings {
  /**
   * Whether they go through `queued` and `in_progress`, which is a write for each. Default: false, they wait without a
   * state until the end.
   */
  readonly progress?: boolean;
}

/** Options of `createReporter`. */
export interface ReporterOptions {
  /** Client that writes, or one for each repository (`owner/name`): code and manifests may have installations of their own. */
  readonly client: GitHubClients;
  /** Lane that keeps events until they are handled. */
  readonly lane: Lane<ReporterItem>;
  /** Finds the slot that an event speaks of. */
  readonly resolveTarget: ResolveTarget;
  /** Logins whose evidence counts. */
  readonly identity: ReporterIdentity;
  /** Dispatch after a finished deployment; false for none. Default: on success, to the code repository. */
  readonly dispatch?: DispatchSettings | false;
  /** Deployments in the code repository; false for none. Default: shown, with their ends alone. */
  readonly deployments?: DeploymentSettings | false;
  /** Address of GitHub for people, for links to commits. Default: the one that belongs to the client's API. */
  readonly webUrl?: string;
  /** Clock. Default: the machine's. */
  readonly clock?: Clock;
  /** Hears of what is done. Default: nobody. */
  readonly observer?: ReporterObserver;
}
