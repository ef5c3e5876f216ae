import { setMaxListeners } from "node:events";

import { createActivity } from "./activity.ts";
import { systemClock } from "./clock/clock.ts";
import { createCluster } from "./cluster/cluster.ts";
import type { FluxPlayer, FluxPlayerOptions } from "./flux-player.ts";
import { createDeliveryFaultPlan } from "./notification/delivery-fault-plan.ts";
import type { Delivery } from "./notification/delivery.ts";
import { openGitRemote } from "./source/git-remote.ts";
import { createOciRegistry } from "./source/oci-registry.ts";

/**
 * Creates a player of Flux: it follows a branch as Flux does and posts the events that Flux would post, byte for byte in
 * its encoding, signed, and with its retries. No cluster is needed.
 *
 * It was written from Flux's source and is not Flux: nothing is applied anywhere, and health is what the scenario says.
 *
 * @returns a player at rest; {@link FluxPlayer.start} or {@link FluxPlayer.reconcile} sets it going.
 * @throws TypeError when two clusters, or two objects of one kind on one cluster, have the same name, when a `sourceRef` leads
 *   nowhere, and for a release of Flux that is not played.
 * @example
 * ```ts source="./create-flux-player.examples.ts#createFluxPlayer"
 * const player = createFluxPlayer({
 *   gitRepository: { url: manifestsUrl },
 *   clusters: [
 *     {
 *       name: "dev",
 *       provider: { address: `${receiverUrl}/flux/dev`, secret },
 *       kustomizations: [{ name: "cart", path: "./envs/dev/cart", wait: true }],
 *     },
 *   ],
 *   scenario: ({ files }) =>
 *     files.get("deployment.yaml")?.includes("cart:broken") ? { code: "unhealthy", cause: "stalled" } : undefined,
 * });
 * await player.reconcile();
 * ```
 * @see https://fluxcd.io/flux/components/
 */
export function createFluxPlayer(options: FluxPlayerOptions): FluxPlayer {
  const { clock = systemClock, fetch = globalThis.fetch } = options;
  refuseRepeatedNames(options);

  const deliveries: Delivery[] = [];
  const activity = createActivity();
  const faults = createDeliveryFaultPlan();
  const registry = createOciRegistry();
  let life = newLife();
  const remote = openGitRemote(options.gitRepository.url, () => life.signal);
  let isStarted = false;
  const session = () => ({ signal: life.signal, isStarted });

  const clusters = options.clusters.map((cluster) =>
    createCluster(cluster, options, { clock, fetch, activity, remote, registry, session, faults, log: deliveries }),
  );
  const clusterNamed = (name: string) => {
    const named = clusters.find((cluster) => cluster.name === name);
    if (named === undefined) throw new TypeError(`The Flux player has no cluster ${name}`);
    return named;
  };

  return {
    deliveries,
    faults,
    start: () => {
      if (isStarted) return;
      isStarted = true;
      for (const cluster of clusters) cluster.start();
    },
    stop: async () => {
      isStarted = false;
      life.abort();
      await activity.idle();
      await remote.close();
      life = newLife();
      activity.throwFailure();
    },
    reconcile: async (name) => {
      const named = name === undefined ? clusters : [clusterNamed(name)];
      await Promise.all(named.map((cluster) => cluster.reconcile()));
      activity.throwFailure();
    },
    idle: async () => {
      await activity.idle();
      activity.throwFailure();
    },
    applied: (name) => clusterNamed(name).applied(),
    cluster: (name) => clusterNamed(name).played,
    pushArtifact: registry.push,
  };
}

function newLife(): AbortController {
  const life = new AbortController();
  // As many listen to it as there are objects and events under way.
  setMaxListeners(0, life.signal);
  return life;
}

function refuseRepeatedNames({ clusters }: FluxPlayerOptions): void {
  refuseRepetition(clusters.map(({ name }) => `cluster ${name}`));
  for (const { name: cluster, kustomizations = [], helmReleases = [], ociRepositories = [] } of clusters) {
    const objects = [
      ...kustomizations.map((object) => ({ kind: "Kustomization", ...object })),
      ...helmReleases.map((object) => ({ kind: "HelmRelease", ...object })),
      ...ociRepositories.map((object) => ({ kind: "OCIRepository", ...object })),
    ];
    refuseRepetition(
      objects.map(({ kind, name, namespace = "flux-system" }) => `${kind} ${namespace}/${name} on ${cluster}`),
    );
  }
}

function refuseRepetition(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new TypeError(`The Flux player has the ${repeated} twice`);
}
