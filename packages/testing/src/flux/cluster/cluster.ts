import { nameOf, toFluxObject } from "../flux-objects.ts";
import type { FluxPlayerOptions } from "../flux-player.ts";
import { fluxBehaviour } from "../flux-version.ts";
import type { AppliedKustomization } from "../kustomize/kustomization-options.ts";
import { createNotificationController, type NotificationPorts } from "../notification/notification-controller.ts";
import { createPlaySteps } from "../play-steps.ts";
import { createReportPlayer } from "../reports/report-player.ts";
import { type ClusterContext, DEFAULTS } from "./cluster-context.ts";
import { createClusterHelmReleases } from "./cluster-helm-releases.ts";
import { createClusterKustomizations } from "./cluster-kustomizations.ts";
import type { ClusterOptions } from "./cluster-options.ts";
import { createClusterSources } from "./cluster-sources.ts";
import type { PlayedCluster } from "./played-cluster.ts";

/** What a cluster needs of the player. */
export type ClusterPorts = ClusterContext["ports"] & Pick<NotificationPorts, "log" | "fetch" | "faults">;

/** The Flux of one cluster. */
export interface Cluster {
  readonly name: string;
  /** Begins to reconcile everything, each at its interval. */
  start(): void;
  /** Looks at the sources, then reconciles everything else once. */
  reconcile(): Promise<void>;
  applied(): readonly AppliedKustomization[];
  /** The cluster as its users see it. */
  readonly played: PlayedCluster;
}

/** Wires the controllers of a cluster together. */
export function createCluster(options: ClusterOptions, player: FluxPlayerOptions, ports: ClusterPorts): Cluster {
  const { clock, session } = ports;
  const { name: cluster } = options;
  const { seed } = { ...DEFAULTS, ...player };
  const behaviour = fluxBehaviour(options.flux, options.featureGates);
  const { hasCommitStatusEvent, deliversCommitStatus } = behaviour;
  const signal = () => session().signal;
  const notifications = createNotificationController(options, { ...ports, signal, deliversCommitStatus });

  const context: ClusterContext = {
    options,
    player,
    behaviour,
    ports,
    play: createPlaySteps({ clock, notifications, session, hasCommitStatusEvent }),
    toObject: (kind, object) => toFluxObject(kind, object, { seed, cluster }),
  };
  const sources = createClusterSources(context, (source) => {
    kustomizations.onArtifact(source);
  });
  const kustomizations = createClusterKustomizations(context, sources);
  const helmReleases = createClusterHelmReleases(context);
  const report = createReportPlayer({
    play: context.play,
    toObject: (kind, name, namespace) => context.toObject(kind, { name, namespace }),
    onFailure: (object) => {
      sources.markFailed(nameOf(object));
    },
  });

  return {
    name: cluster,
    start: () => {
      sources.start();
      kustomizations.start();
      helmReleases.start();
    },
    reconcile: async () => {
      const changed = await sources.reconcile();
      await Promise.all([kustomizations.reconcile(changed), helmReleases.reconcile()]);
    },
    applied: kustomizations.applied,
    played: {
      kustomization: kustomizations.find,
      helmRelease: helmReleases.find,
      report: async (what) => {
        await ports.activity.follow(report(what));
        ports.activity.throwFailure();
      },
    },
  };
}
