import { createVirtualClock, type VirtualClock } from "./clock/virtual-clock.ts";
import { createFluxPlayer } from "./create-flux-player.ts";
import type { Delivery } from "./notification/delivery.ts";
import type { HelmReleaseOptions } from "./helm/helm-release-options.ts";
import type { HelmScenario } from "./helm/helm-scenario.ts";
import { createTestRepository, type TestRepository } from "./source/test-repository.ts";
import type { ClusterOptions } from "./cluster/cluster-options.ts";
import type { FluxPlayer, FluxPlayerOptions } from "./flux-player.ts";
import type { KustomizationOptions } from "./kustomize/kustomization-options.ts";

export const SECRET = "correct horse battery staple";
export const MINUTE = 60_000;

/** A Kustomization that waits for health. */
export const cart: KustomizationOptions = { name: "cart", path: "./envs/dev/cart", wait: true, timeout: 5 * MINUTE };

/** Makes a manifest of a Deployment with an image. */
export function deployment(name: string, tag: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n  image: ${name}:${tag}\n`;
}

/** Makes a manifest of a Service. */
export function service(name: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: shop\n`;
}

/** Makes a cluster whose receiver takes everything. */
export function cluster(name: string, ...kustomizations: KustomizationOptions[]): ClusterOptions {
  return { name, provider: { address: `https://receiver.test/flux/${name}`, secret: SECRET }, kustomizations };
}

/** A repository, a clock that moves by hand, and the players of one test. */
export interface TestBed {
  readonly repository: TestRepository;
  readonly clock: VirtualClock;
  /** Creates a player of the cluster `dev`, but for the options. */
  play(options?: Partial<FluxPlayerOptions>): FluxPlayer;
  /** Lets a player run for a while and gives what it said, without the durations, which depend on the seed. */
  run(player: FluxPlayer, milliseconds: number): Promise<string[]>;
  /** Lets time pass until a piece of work has ended, and gives what the player said meanwhile, likewise. */
  during(player: FluxPlayer, work: () => Promise<void>): Promise<string[]>;
  close(): Promise<void>;
}

function describeDelivery({ cluster, event }: Delivery): string {
  const message = event.message.replaceAll(/\b(?:\d+m)?[\d.]+m?s\b/g, "…").replaceAll("\n", ", ");
  return `${cluster} ${event.involvedObject.name} ${event.severity} ${event.reason}: ${message}`;
}

/** Creates a test bed. */
export function createTestBed(): TestBed {
  const repository = createTestRepository();
  const clock = createVirtualClock({ start: "2026-11-22T21:00:00Z", patience: 500 });
  const players: FluxPlayer[] = [];

  return {
    repository,
    clock,
    play: (options = {}) => {
      const player = createFluxPlayer({
        gitRepository: { url: repository.url },
        clusters: [cluster("dev", cart)],
        clock,
        fetch: () => Promise.resolve(new Response(null, { status: 202 })),
        ...options,
      });
      players.push(player);
      return player;
    },
    run: async (player, milliseconds) => {
      const before = player.deliveries.length;
      player.start();
      await clock.advance(milliseconds);
      return player.deliveries.slice(before).map(describeDelivery);
    },
    during: async (player, work) => {
      const before = player.deliveries.length;
      const ended = new AbortController();
      const done = work().finally(() => {
        ended.abort();
      });
      while (!ended.signal.aborted) await clock.advance(1_000);
      await done;
      return player.deliveries.slice(before).map(describeDelivery);
    },
    close: async () => {
      await Promise.all(players.map((player) => player.stop()));
      repository.remove();
    },
  };
}

/** Creates a player of the cluster `dev` with one HelmRelease. */
export function playHelmRelease(
  bed: TestBed,
  helmRelease: HelmReleaseOptions,
  helmScenario: HelmScenario = () => undefined,
  options: Partial<ClusterOptions> = {},
): FluxPlayer {
  return bed.play({ clusters: [{ ...cluster("dev"), helmReleases: [helmRelease], ...options }], helmScenario });
}
