import { createKustomizationController } from "../kustomize/kustomize-controller.ts";
import type { AppliedKustomization, KustomizationOptions } from "../kustomize/kustomization-options.ts";
import type { PlayedKustomization } from "../kustomize/played-kustomization.ts";
import { createRandom } from "../random.ts";
import { createReconciler } from "../reconciler.ts";
import type { Artifact } from "../source/artifact.ts";
import { type ClusterContext, DEFAULTS, qualify } from "./cluster-context.ts";
import type { ClusterSources } from "./cluster-sources.ts";

/** The Kustomizations of a cluster. */
export interface ClusterKustomizations {
  readonly start: () => void;
  /** Sets those going that a source feeds. */
  readonly onArtifact: (source: string) => void;
  /** Reconciles each once; those of a changed source are under way already. */
  readonly reconcile: (changed: ReadonlySet<string>) => Promise<void>;
  readonly applied: () => readonly AppliedKustomization[];
  readonly find: (name: string) => PlayedKustomization;
}

/** Where Kustomizations get their artifacts. */
export type ArtifactPorts = Pick<ClusterSources, "git" | "has" | "artifact">;

/** Creates the Kustomizations of a cluster. */
export function createClusterKustomizations(context: ClusterContext, sources: ArtifactPorts): ClusterKustomizations {
  const { options, ports } = context;
  const isReady = (id: string, source: string, revision: string): boolean =>
    kustomizations.some(
      (kustomization) => kustomization.id === id && kustomization.controller.isReadyAt(source, revision),
    );
  const kustomizations = (options.kustomizations ?? []).map((kustomization) => {
    const { name, namespace } = kustomization;
    const source = sourceOf(kustomization, sources);
    const controller = createController(context, kustomization, {
      source,
      artifact: () => sources.artifact(source),
      isReady,
    });
    return {
      id: qualify(name, namespace),
      source,
      controller,
      reconciler: createReconciler(controller.reconcile, ports),
    };
  });

  return {
    start: () => {
      for (const { reconciler } of kustomizations) void reconciler.request();
    },
    onArtifact: (changed) => {
      for (const { source, controller, reconciler } of kustomizations) {
        if (source !== changed) continue;
        controller.onNewRevision();
        void reconciler.request();
      }
    },
    reconcile: async (changed) => {
      const rounds = kustomizations.map(({ source, reconciler }) =>
        changed.has(source) ? reconciler.settled() : reconciler.request(),
      );
      await Promise.all(rounds);
    },
    applied: () => kustomizations.flatMap(({ controller }) => controller.applied() ?? []),
    find: (name) => {
      const found = kustomizations.find(({ id }) => id === qualify(name));
      if (found === undefined) throw new TypeError(`The cluster ${options.name} has no Kustomization ${qualify(name)}`);
      const { controller, reconciler } = found;
      const reconcile = async () => {
        await reconciler.request();
        ports.activity.throwFailure();
      };
      return {
        drift: controller.drift,
        suspend: controller.suspend,
        resume: () => {
          controller.resume();
          return reconcile();
        },
        delete: (deletion = { code: "deleted" }) => {
          controller.markDeleted(deletion);
          return reconcile();
        },
      };
    },
  };
}

function createController(
  { options: cluster, player, behaviour, play, toObject }: ClusterContext,
  kustomization: KustomizationOptions,
  needs: {
    readonly source: string;
    readonly artifact: () => Artifact | undefined;
    readonly isReady: (id: string, source: string, revision: string) => boolean;
  },
) {
  const { seed, applyTime, rolloutTime, requeueDependency } = { ...DEFAULTS, ...player };
  const { name, namespace = "flux-system" } = kustomization;
  const object = toObject("Kustomization", kustomization);
  return createKustomizationController(kustomization, {
    ...needs,
    cluster: cluster.name,
    scenario: player.scenario ?? (() => undefined),
    random: createRandom(seed, `${cluster.name}/${namespace}/${name}`),
    applyTime,
    rolloutTime,
    requeueDependency,
    cancellation: behaviour.cancellation,
    areReady: (names, source, revision) =>
      names.every((dependency) => needs.isReady(qualify(dependency, namespace), source, revision)),
    play: (steps, metadata, cancel) => play({ object, steps, metadata, ...(cancel !== undefined && { cancel }) }),
  });
}

function sourceOf({ name, namespace, sourceRef }: KustomizationOptions, { git, has }: ArtifactPorts): string {
  if (sourceRef === undefined) return git;
  const source = `OCIRepository/${qualify(sourceRef.name, sourceRef.namespace ?? namespace)}`;
  if (!has(source)) throw new TypeError(`The Kustomization ${name} has a sourceRef to ${source}, which is not there`);
  return source;
}
