import { createActivity } from "./activity.ts";
import { systemClock } from "./clock/clock.ts";
import { createCluster } from "./cluster.ts";
import type { FluxPlayer, FluxPlayerOptions } from "./flux-player.ts";
import type { Delivery } from "./notification/delivery.ts";
import { openGitRemote } from "./source/git-remote.ts";

/**
 * Creates a player of Flux: it follows a branch as Flux does and posts the events that Flux would post, byte for byte in
 * its encoding, signed, and with its retries. No cluster is needed.
 *
 * It was written from Flux's source and is not Flux: nothing is applied anywhere, and health is what the scenario says.
 *
 * @returns a player at rest; {@link FluxPlayer.start} or {@link FluxPlayer.reconcile} sets it going.
 * @throws TypeError when two clusters, or two Kustomizations of one cluster, have the same name.
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
 */
export function createFluxPlayer(options: FluxPlayerOptions): FluxPlayer {
  const { clock = systemClock, fetch = globalThis.fetch } = options;
  refuseRepeatedNames(options);

  const deliveries: Delivery[] = [];
  const activity = createActivity();
  const remote = openGitRemote(options.gitRepository.url);
  let life = new AbortController();
  let isStarted = false;
  const session = () => ({ signal: life.signal, isStarted });

  const clusters = options.clusters.map((cluster) =>
    createCluster(cluster, options, { clock, fetch, activity, remote, session, log: deliveries }),
  );
  const clustersNamed = (name: string | undefined) => {
    const named = clusters.filter((cluster) => name === undefined || cluster.name === name);
    if (named.length === 0) throw new TypeError(`The Flux player has no cluster ${name ?? "at all"}`);
    return named;
  };

  return {
    deliveries,
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
      life = new AbortController();
      activity.throwFailure();
    },
    reconcile: async (name) => {
      await Promise.all(clustersNamed(name).map((cluster) => cluster.reconcile()));
      activity.throwFailure();
    },
    idle: async () => {
      await activity.idle();
      activity.throwFailure();
    },
    applied: (name) => clustersNamed(name).flatMap((cluster) => cluster.applied()),
  };
}

function refuseRepeatedNames({ clusters }: FluxPlayerOptions): void {
  refuseRepetition(clusters.map(({ name }) => `cluster ${name}`));
  for (const { name: cluster, kustomizations } of clusters) {
    refuseRepetition(
      kustomizations.map(({ name, namespace = "flux-system" }) => `Kustomization ${namespace}/${name} on ${cluster}`),
    );
  }
}

function refuseRepetition(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new TypeError(`The Flux player has the ${repeated} twice`);
}
