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
  /** Page of what is deployed, for GitHub's environments page. */
  readonly environmentUrl?: string | undefined;
  /** Page with the logs of the deployment. Default: the page of the commit that holds the evidence. */
  readonly logUrl?: string | undefined;
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
