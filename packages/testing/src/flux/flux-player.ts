import type { Clock } from "./clock/clock.ts";
import type { Delivery } from "./notification/delivery.ts";
import type { Scenario } from "./scenario.ts";

/** Options of {@link createFluxPlayer}. All durations are milliseconds. */
export interface FluxPlayerOptions {
  /** The GitRepository that every cluster has. */
  readonly gitRepository: GitRepositoryOptions;
  /** The clusters. */
  readonly clusters: readonly ClusterOptions[];
  /** How reconciliations end. Default: all succeed. */
  readonly scenario?: Scenario;
  /** Fixes what looks random: uids, pod names, durations. Default: 1. */
  readonly seed?: number;
  /** Default: {@link systemClock}. */
  readonly clock?: Clock;
  /** Posts the events. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long building and applying takes, up to a fifth more or less. Default: 200. */
  readonly applyTime?: number;
  /** How long changed objects take to become healthy, up to a fifth more or less. Default: 1000. */
  readonly rolloutTime?: number;
  /** How long a Kustomization waits for a dependency before it looks again. Default: 30,000, as in Flux. */
  readonly requeueDependency?: number;
}

/**
 * A GitRepository.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitRepositoryOptions {
  /** Address to fetch from, any that git takes: the `gitUrl` of the embedded GitHub, or the path of a bare repository. */
  readonly url: string;
  /** Branch to follow. Default: `main`. */
  readonly branch?: string;
  /** How often to look for a new commit. Default: 60,000. */
  readonly interval?: number;
  /** Name of the object. Default: `flux-system`. */
  readonly name?: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
}

/** One cluster with its Flux. */
export interface ClusterOptions {
  /** Name of the cluster. Flux does not know it, and it is in no event unless `eventMetadata` says it. */
  readonly name: string;
  /** Where the events go. */
  readonly provider: ProviderOptions;
  /** What the Alert adds to the metadata of each event, for example `{ cluster: "dev" }`. Default: nothing. */
  readonly eventMetadata?: Readonly<Record<string, string>>;
  /** The Kustomizations of the cluster. */
  readonly kustomizations: readonly KustomizationOptions[];
}

/**
 * A Provider of type `generic-hmac`, or `generic` when it has no secret.
 *
 * @see https://fluxcd.io/flux/components/notification/providers/#generic-webhook-with-hmac
 */
export interface ProviderOptions {
  /** Address of the receiver. */
  readonly address: string;
  /** Token of the Provider's Secret. Default: none, and no signature. */
  readonly secret?: string;
  /** Time for all tries of one event together. Default: 15,000, as in Flux. */
  readonly timeout?: number;
}

/**
 * A Kustomization.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface KustomizationOptions {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
  /** Folder of the repository, such as `./envs/dev/cart`. */
  readonly path: string;
  /** How often to reconcile without any change. Default: 600,000. */
  readonly interval?: number;
  /** When to try again after a failure. Default: `interval`. */
  readonly retryInterval?: number;
  /** How long to wait for health. Default: 30 seconds less than `interval`, at least 30 seconds. */
  readonly timeout?: number;
  /** Whether objects are deleted that have left the folder. Default: true. */
  readonly prune?: boolean;
  /** Whether to wait until all objects are healthy. Default: false. */
  readonly wait?: boolean;
  /** Objects to wait for when `wait` is false, as `Kind/namespace/name`. Default: none. */
  readonly healthChecks?: readonly string[];
  /** Names of Kustomizations of the same namespace that must be ready at the same revision first. Default: none. */
  readonly dependsOn?: readonly string[];
  /** Annotations of the object; those of `event.toolkit.fluxcd.io/` become metadata of its events. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What runs on a cluster on behalf of one Kustomization. */
export interface AppliedKustomization {
  /** Name of the Kustomization. */
  readonly name: string;
  /** Namespace of the Kustomization. */
  readonly namespace: string;
  /** Commit whose manifests run, 40 hex digits; undefined before the first apply. */
  readonly sha: string | undefined;
  /** Files of that commit under the Kustomization's path, by their path below it. */
  readonly files: ReadonlyMap<string, string>;
  /** Objects that run, as `Kind/namespace/name`. */
  readonly objects: readonly string[];
  /** Whether the last reconciliation succeeded. */
  readonly ready: boolean;
}

/**
 * Plays the Flux of some clusters.
 *
 * What a scenario throws in the background is thrown by the next `reconcile`, `idle` or `stop`.
 */
export interface FluxPlayer {
  /** Every event since the start, oldest first, with what became of it. */
  readonly deliveries: readonly Delivery[];
  /** Begins to follow the branch and the intervals. */
  start(): void;
  /** Ends it: waits for nothing more, and abandons what is under way. */
  stop(): Promise<void>;
  /**
   * Plays one round now, on one cluster or on all: looks at the branch, then reconciles each Kustomization once.
   * Resolves when the round has ended; a dependent Kustomization may need another one. Works without {@link start}, too.
   */
  reconcile(cluster?: string): Promise<void>;
  /** Resolves when no reconciliation is running and no event is under way. Intervals and retries may still be to come. */
  idle(): Promise<void>;
  /** Tells what runs on a cluster, one entry a Kustomization, in the order of the options. */
  applied(cluster: string): readonly AppliedKustomization[];
}
