import { createHelmReleaseController } from "../helm/helm-controller.ts";
import type { PlayedHelmRelease } from "../helm/played-helm-release.ts";
import { createRandom } from "../random.ts";
import { createReconciler } from "../reconciler.ts";
import { type ClusterContext, DEFAULTS, qualify } from "./cluster-context.ts";

/** The HelmReleases of a cluster. */
export interface ClusterHelmReleases {
  readonly start: () => void;
  /** Reconciles each once. */
  readonly reconcile: () => Promise<void>;
  readonly find: (name: string) => PlayedHelmRelease;
}

/** Creates the HelmReleases of a cluster. */
export function createClusterHelmReleases(context: ClusterContext): ClusterHelmReleases {
  const { options: cluster, player, behaviour, ports, play, toObject } = context;
  const { seed, applyTime, rolloutTime, requeueDependency } = { ...DEFAULTS, ...player };

  const releases = (cluster.helmReleases ?? []).map((options) => {
    const id = qualify(options.name, options.namespace);
    const object = toObject("HelmRelease", options);
    const controller = createHelmReleaseController(options, {
      cluster: cluster.name,
      scenario: player.helmScenario ?? (() => undefined),
      clock: ports.clock,
      random: createRandom(seed, `${cluster.name}/HelmRelease/${id}`),
      applyTime,
      rolloutTime,
      requeueDependency,
      behaviour,
      isReady: (dependency) => releases.some((other) => other.id === dependency && other.controller.isReady()),
      play: (steps, metadata, cancel) => play({ object, steps, metadata, ...(cancel !== undefined && { cancel }) }),
    });
    return { id, controller, reconciler: createReconciler(controller.reconcile, ports) };
  });

  return {
    start: () => {
      for (const { reconciler } of releases) void reconciler.request();
    },
    reconcile: async () => {
      await Promise.all(releases.map(({ reconciler }) => reconciler.request()));
    },
    find: (name) => {
      const found = releases.find(({ id }) => id === qualify(name));
      if (found === undefined) throw new TypeError(`The cluster ${cluster.name} has no HelmRelease ${qualify(name)}`);
      const { controller, reconciler } = found;
      const reconcile = async () => {
        await reconciler.request();
        ports.activity.throwFailure();
      };
      return {
        released: controller.released,
        drift: controller.drift,
        suspend: controller.suspend,
        update: (change) => {
          controller.update(change);
          return reconcile();
        },
        resume: () => {
          controller.resume();
          return reconcile();
        },
        delete: () => {
          controller.markDeleted();
          return reconcile();
        },
      };
    },
  };
}
