import type { FluxEvent, FoldOptions } from "@gitops/flux-events";

/** Describes a slot as far as GitHub shows it: one app in one environment, applied by one or more targets. */
export interface ReportedSlot {
  /** Manifests repository as `owner/name`. */
  readonly repository: string;
  /** Slot id, e.g. `dev/cart`. */
  readonly slot: string;
  /** Environment of the slot. */
  readonly environment: string;
  /** App of the slot. */
  readonly app: string;
  /** Wave or cluster, where the app has several slots in the environment; statuses name it. Default: none. */
  readonly part?: string | undefined;
  /**
   * Folder of the slot, where its release lock lies; undefined when there is no lock: then evidence goes on the reported
   * commit.
   */
  readonly path: string | undefined;
  /**
   * Branch that Flux reads: a lock that it carries no longer is superseded. Default: the default branch of the repository.
   */
  readonly branch?: string | undefined;
  /**
   * Code repository that the app is built from, as `owner/name`: a lock with a release of another one is refused.
   * Default: any.
   */
  readonly source?: string | undefined;
  /** Names of all targets that the slot is applied to. */
  readonly targets: readonly string[];
  /** How many targets must have succeeded, at one revision, for a success. Default: `all`. */
  readonly need?: TargetsNeeded | undefined;
  /** Environments that follow, for the dispatch. */
  readonly next: readonly string[];
  /** Event type of the dispatch after a success. Default: that of the reporter. */
  readonly eventType?: string | undefined;
  /** How GitHub's deployments show the slot; false for none. Default: in the GitHub environment of its environment's name. */
  readonly deployment?: ReportedDeployment | false | undefined;
  /** Page of what is deployed, for GitHub's environments page. */
  readonly environmentUrl?: string | undefined;
  /** Page with the logs of the deployment. Default: the page of the commit that holds the evidence. */
  readonly logUrl?: string | undefined;
}

/** How GitHub's deployments show a slot. */
export interface ReportedDeployment {
  /** Name on GitHub's environments page. */
  readonly environment: string;
  /** Whether users work with it. Default: GitHub's, which goes by the name. */
  readonly production?: boolean | undefined;
  /** Whether it will be gone some time. Default: false. */
  readonly transient?: boolean | undefined;
}

/** How many targets of a slot must succeed: all, any one, or at least so many. */
export type TargetsNeeded = "all" | "any" | number;

/** Says which slot a Flux event speaks of, and as which of its targets. */
export interface ResolvedTarget extends ReportedSlot {
  /** Name of the target that the event speaks of. */
  readonly target: string;
  /** What is known of the Flux object besides its events, such as that it waits for health. Default: nothing. */
  readonly fold?: FoldOptions | undefined;
}

/** Finds the target of a Flux event; undefined when the object belongs to no slot. It is pure and never throws. */
export type ResolveTarget = (event: FluxEvent, cluster: string) => ResolvedTarget | undefined;
