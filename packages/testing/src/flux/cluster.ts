import type { Clock } from "./clock/clock.ts";
import type { AppliedKustomization, ClusterOptions, FluxPlayerOptions, KustomizationOptions } from "./flux-player.ts";
import { createKustomizationController } from "./kustomize/kustomize-controller.ts";
import {
  createNotificationController,
  type FluxObject,
  type NotificationPorts,
} from "./notification/notification-controller.ts";
import { createRandom, seededPodName, seededUuid } from "./random.ts";
import { createReconciler, type ReconcilerPorts } from "./reconciler.ts";
import type { Step } from "./sequences/step.ts";
import type { GitRemote } from "./source/git-remote.ts";
import { createSourceController } from "./source/source-controller.ts";

/** What a cluster needs of the player. */
export interface ClusterPorts extends ReconcilerPorts, Pick<NotificationPorts, "log" | "fetch"> {
  readonly clock: Clock;
  readonly remote: GitRemote;
}

/** The Flux of one cluster. */
export interface Cluster {
  readonly name: string;
  /** Begins to reconcile everything, each at its interval. */
  start(): void;
  /** Looks at the branch, then reconciles each Kustomization once. */
  reconcile(): Promise<void>;
  applied(): readonly AppliedKustomization[];
}

/** Wires the controllers of a cluster together. */
export function createCluster(options: ClusterOptions, player: FluxPlayerOptions, ports: ClusterPorts): Cluster {
  const { clock, remote, session } = ports;
  const { seed = 1 } = player;
  const notifications = createNotificationController(options, { ...ports, signal: () => session().signal });

  const play = async (object: FluxObject, steps: readonly Step[], revision?: string): Promise<void> => {
    const { signal } = session();
    for (const { after, severity, reason, message, metadata } of steps) {
      await clock.sleep(after, signal);
      notifications.notify(object, { severity, reason, message, metadata: toMetadata(metadata, revision) });
    }
  };

  const toObject = (
    kind: "GitRepository" | "Kustomization",
    {
      name,
      namespace = "flux-system",
      annotations = {},
    }: Pick<KustomizationOptions, "name" | "namespace" | "annotations">,
  ): FluxObject => {
    const { apiVersion, controller } = KINDS[kind];
    const uid = seededUuid(seed, `${options.name}/${kind}/${namespace}/${name}`);
    const pod = seededPodName(seed, options.name, controller);
    return { kind, apiVersion, namespace, name, uid, annotations, controller, pod };
  };

  const { name: sourceName = "flux-system", namespace: sourceNamespace } = player.gitRepository;
  const sourceObject = toObject("GitRepository", {
    name: sourceName,
    ...(sourceNamespace !== undefined && { namespace: sourceNamespace }),
  });
  const source = createSourceController(player.gitRepository, sourceObject, {
    clock,
    remote,
    play,
    onArtifact: () => {
      for (const { reconciler } of kustomizations) void reconciler.request();
    },
  });
  const sourceReconciler = createReconciler(source.reconcile, ports);

  const kustomizations = options.kustomizations.map((kustomization) => {
    const { namespace = "flux-system" } = kustomization;
    const object = toObject("Kustomization", kustomization);
    const controller = createKustomizationController(kustomization, {
      cluster: options.name,
      scenario: player.scenario ?? (() => undefined),
      random: createRandom(seed, `${options.name}/${namespace}/${kustomization.name}`),
      applyTime: player.applyTime ?? 200,
      rolloutTime: player.rolloutTime ?? 1_000,
      requeueDependency: player.requeueDependency ?? 30_000,
      artifact: source.artifact,
      areReady: (names, revision) => names.every((name) => isReady(`${namespace}/${name}`, revision)),
      play: (steps, revision) => play(object, steps, revision),
    });
    return {
      id: `${namespace}/${kustomization.name}`,
      controller,
      reconciler: createReconciler(controller.reconcile, ports),
    };
  });

  const isReady = (id: string, revision: string): boolean =>
    kustomizations.some((kustomization) => kustomization.id === id && kustomization.controller.isReadyAt(revision));

  return {
    name: options.name,
    start: () => {
      void sourceReconciler.request();
      for (const { reconciler } of kustomizations) void reconciler.request();
    },
    reconcile: async () => {
      const before = source.artifact();
      await sourceReconciler.request();
      // A new artifact has already set the Kustomizations going.
      const isTriggered = source.artifact() !== before;
      await Promise.all(
        kustomizations.map(({ reconciler }) => (isTriggered ? reconciler.settled() : reconciler.request())),
      );
    },
    applied: () => kustomizations.map(({ controller }) => controller.applied()),
  };
}

const KINDS = {
  GitRepository: { apiVersion: "source.toolkit.fluxcd.io/v1", controller: "source-controller" },
  Kustomization: { apiVersion: "kustomize.toolkit.fluxcd.io/v1", controller: "kustomize-controller" },
} as const;

function toMetadata(metadata: Step["metadata"], revision: string | undefined): Readonly<Record<string, string>> {
  if (metadata === "none" || revision === undefined) return {};
  return metadata === "commit-status" ? { commit_status: "update", revision } : { revision };
}
