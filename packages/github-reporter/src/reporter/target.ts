import type { FluxEvent } from "@gitops/flux-events";

/** Says which slot a Flux event speaks of, and as which of its targets. */
export interface ResolvedTarget {
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
   * Code repository that the app is built from, as `owner/name`: a lock with a release of another one is refused.
   * Default: any.
   */
  readonly source?: string | undefined;
  /** Name of the target that the event speaks of. */
  readonly target: string;
  /** Names of all targets that the slot is applied to. */
  readonly targets: readonly string[];
  /** Environments that follow, for the dispatch. */
  readonly next: readonly string[];
}

/** Finds the target of a Flux event; undefined when the object belongs to no slot. It is pure and never throws. */
export type ResolveTarget = (event: FluxEvent, cluster: string) => ResolvedTarget | undefined;
