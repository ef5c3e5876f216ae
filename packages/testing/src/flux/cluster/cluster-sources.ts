import { nameOf } from "../flux-objects.ts";
import { createReconciler, type Reconciler } from "../reconciler.ts";
import type { Artifact } from "../source/artifact.ts";
import { createGitRepositoryController } from "../source/git-repository-controller.ts";
import { createOciRepositoryController } from "../source/oci-repository-controller.ts";
import type { SourceController, SourcePorts } from "../source/source-controller.ts";
import type { ClusterContext } from "./cluster-context.ts";

/** The sources of a cluster, by `Kind/namespace/name`; the GitRepository comes first. */
export interface ClusterSources {
  /** The GitRepository's `Kind/namespace/name`. */
  readonly git: string;
  readonly has: (source: string) => boolean;
  readonly artifact: (source: string) => Artifact | undefined;
  readonly start: () => void;
  /** Looks at each source once; gives those that have a new artifact. */
  readonly reconcile: () => Promise<ReadonlySet<string>>;
  /** Hears that a source has failed, if it is one of these. */
  readonly markFailed: (source: string) => void;
}

/**
 * Creates the sources of a cluster.
 *
 * @param onArtifact Hears which source has a new artifact.
 */
export function createClusterSources(context: ClusterContext, onArtifact: (source: string) => void): ClusterSources {
  const { options, player, ports, play, toObject } = context;
  const sources = new Map<string, SourceController & { readonly reconciler: Reconciler }>();
  const add = (create: (ports: SourcePorts) => SourceController): string => {
    const { clock } = ports;
    const controller = create({
      clock,
      play,
      onArtifact: () => {
        onArtifact(nameOf(controller.object));
      },
    });
    const name = nameOf(controller.object);
    sources.set(name, { ...controller, reconciler: createReconciler(controller.reconcile, ports) });
    return name;
  };

  const { name = "flux-system", namespace } = player.gitRepository;
  const repository = toObject("GitRepository", { name, namespace });
  const git = add((needs) =>
    createGitRepositoryController(player.gitRepository, repository, { ...needs, remote: ports.remote }),
  );
  for (const oci of options.ociRepositories ?? []) {
    const object = toObject("OCIRepository", oci);
    add((needs) => createOciRepositoryController(oci, object, { ...needs, registry: ports.registry }));
  }

  return {
    git,
    has: (source) => sources.has(source),
    artifact: (source) => sources.get(source)?.artifact(),
    start: () => {
      for (const { reconciler } of sources.values()) void reconciler.request();
    },
    reconcile: async () => {
      const before = new Map([...sources].map(([source, { artifact }]) => [source, artifact()]));
      await Promise.all([...sources.values()].map(({ reconciler }) => reconciler.request()));
      const changed = [...sources].filter(([source, { artifact }]) => artifact() !== before.get(source));
      return new Set(changed.map(([source]) => source));
    },
    markFailed: (source) => sources.get(source)?.markFailed(),
  };
}
