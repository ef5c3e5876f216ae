import type { Clock } from "./clock/clock.ts";
import type { ClusterOptions } from "./cluster/cluster-options.ts";
import type { HelmScenario } from "./helm/helm-scenario.ts";
import type { AppliedKustomization } from "./kustomize/kustomization-options.ts";
import type { DeliveryFaultPlan } from "./notification/delivery-fault.ts";
import type { Delivery } from "./notification/delivery.ts";
import type { PlayedCluster } from "./cluster/played-cluster.ts";
import type { Scenario } from "./scenario.ts";
import type { OciArtifactOptions } from "./source/oci-registry.ts";
import type { GitRepositoryOptions } from "./source/source-options.ts";

/** Options of {@link createFluxPlayer}. All durations are milliseconds. */
export interface FluxPlayerOptions {
  /** The GitRepository that every cluster has. */
  readonly gitRepository: GitRepositoryOptions;
  /** The clusters. */
  readonly clusters: readonly ClusterOptions[];
  /** How reconciliations of Kustomizations end. Default: all succeed. */
  readonly scenario?: Scenario;
  /** How actions of helm-controller end. Default: all succeed. */
  readonly helmScenario?: HelmScenario;
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
  /** How long a Kustomization or HelmRelease waits for a dependency before it looks again. Default: 30,000, as in Flux. */
  readonly requeueDependency?: number;
}

/**
 * Plays the Flux of some clusters.
 *
 * What a scenario throws in the background is thrown by the next call that waits: `reconcile`, `idle`, `stop`, and those of a
 * {@link PlayedCluster}.
 */
export interface FluxPlayer {
  /** Every event since the start, oldest first, with what became of it. */
  readonly deliveries: readonly Delivery[];
  /** Faults between Flux and the receivers; none at first. */
  readonly faults: DeliveryFaultPlan;
  /** Begins to follow the branch and the intervals. */
  start(): void;
  /** Ends it: waits for nothing more, and abandons what is under way. */
  stop(): Promise<void>;
  /**
   * Plays one round now, on one cluster or on all: looks at the sources, then reconciles each Kustomization and HelmRelease
   * once.
   * Resolves when the round has ended; a dependent Kustomization may need another one. Works without {@link start}, too.
   */
  reconcile(cluster?: string): Promise<void>;
  /** Resolves when no reconciliation is running and no event is under way. Intervals and retries may still be to come. */
  idle(): Promise<void>;
  /** Tells what runs on a cluster, one entry a Kustomization, in the order of the options. */
  applied(cluster: string): readonly AppliedKustomization[];
  /**
   * Finds a cluster, to do there what people and the outside world do.
   *
   * @throws TypeError when there is no cluster of this name.
   */
  cluster(name: string): PlayedCluster;
  /**
   * Pushes an OCI artifact to the registry that all clusters pull from, as `flux push artifact` does, and gives its digest,
   * `sha256:…`. OCIRepositories find it when they look next.
   *
   * @throws TypeError when the address does not begin with `oci://`.
   */
  pushArtifact(artifact: OciArtifactOptions): string;
}
