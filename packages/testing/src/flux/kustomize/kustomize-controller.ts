import type { AppliedKustomization, KustomizationOptions } from "../flux-player.ts";
import type { Random } from "../random.ts";
import type { Scenario, Unhealthy } from "../scenario.ts";
import { buildFailed } from "../sequences/build-failed.ts";
import { dependencyNotReady } from "../sequences/dependency-not-ready.ts";
import { pathNotFound } from "../sequences/path-not-found.ts";
import { reconciled } from "../sequences/reconciled.ts";
import type { Step } from "../sequences/step.ts";
import { unhealthy } from "../sequences/unhealthy.ts";
import type { Artifact } from "../source/source-controller.ts";
import { type Inventory, planChangeSet } from "./inventory.ts";
import { buildManifests, type BuildResult } from "./manifests.ts";

/** What the controller of a Kustomization needs. */
export interface KustomizationPorts {
  readonly cluster: string;
  readonly scenario: Scenario;
  readonly random: Random;
  readonly applyTime: number;
  readonly rolloutTime: number;
  readonly requeueDependency: number;
  readonly artifact: () => Artifact | undefined;
  /** Whether the Kustomizations that this one depends on are ready at a revision. */
  readonly areReady: (names: readonly string[], revision: string) => boolean;
  /** Plays events about the Kustomization; resolves after the last one. */
  readonly play: (steps: readonly Step[], revision: string) => Promise<void>;
}

/** Plays one Kustomization. */
export interface KustomizationController {
  /** What runs because of it. */
  readonly applied: () => AppliedKustomization;
  /** Whether it is ready at a revision. */
  readonly isReadyAt: (revision: string) => boolean;
  /** Reconciles once; tells after how many milliseconds to do so again. */
  readonly reconcile: () => Promise<number>;
}

/** What the status of a Kustomization remembers between reconciliations. */
interface Status {
  readonly sha: string | undefined;
  readonly files: ReadonlyMap<string, string>;
  readonly inventory: Inventory;
  readonly lastAppliedRevision: string | undefined;
  readonly isReady: boolean;
  readonly isHealthy: boolean;
}

const NEW: Status = {
  sha: undefined,
  files: new Map(),
  inventory: new Map(),
  lastAppliedRevision: undefined,
  isReady: false,
  isHealthy: false,
};

/** What Flux waits for by kstatus, and what a health check usually names. */
const WORKLOADS = /^(?:Deployment|StatefulSet|DaemonSet|Job|HelmRelease)\//;

/** How long it takes to see that objects which have not changed are still healthy. */
const QUICK_LOOK = 20;

/**
 * Creates the kustomize-controller's work on one Kustomization.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export function createKustomizationController(
  options: KustomizationOptions,
  ports: KustomizationPorts,
): KustomizationController {
  const { name, namespace = "flux-system", interval = 600_000, retryInterval = interval, dependsOn = [] } = options;
  const { random, play, requeueDependency } = ports;
  const folder = options.path.replace(/^(?:\.?\/)+|^\.$/, "").replace(/\/+$/, "");
  let status = NEW;
  let attempts = { sha: "", count: 0 };

  const countAttempt = (sha: string): number => {
    attempts = { sha, count: attempts.sha === sha ? attempts.count + 1 : 1 };
    return attempts.count;
  };

  const reconcileArtifact = async ({ sha, revision, readFolder }: Artifact): Promise<boolean> => {
    const applyTime = random.around(ports.applyTime);
    const files = await readFolder(folder);
    if (files === undefined) {
      const temporary = `/tmp/kustomization-${Math.floor(random.next() * 1e10)}`;
      await play(pathNotFound(`${temporary}/${folder}`, applyTime), revision);
      return false;
    }

    const { cluster, scenario } = ports;
    const ending = scenario({ cluster, kustomization: name, namespace, sha, files, attempt: countAttempt(sha) });
    const build = ending?.code === "build-failed" ? failedBuild(ending.message) : buildManifests(files);
    if (build.code === "failed") {
      await play(buildFailed(build.message, applyTime), revision);
      return false;
    }

    const changes = planChangeSet(status.inventory, build.manifests, options.prune ?? true);
    const isDrifted = changes.applied.length > 0;
    const isNew = revision !== status.lastAppliedRevision;
    const wasHealthy = status.isHealthy;
    status = { ...status, sha, files, inventory: changes.inventory };

    const checked = options.wait === true ? [...changes.inventory.keys()] : (options.healthChecks ?? []);
    const hasChecks = checked.length > 0;
    if (ending?.code === "unhealthy" && hasChecks) {
      status = { ...status, isHealthy: false };
      await play(unhealthy({ changes, applyTime, ...healthFailure(ending, checked) }), revision);
      return false;
    }

    const rolloutTime = random.around(isDrifted || !wasHealthy ? ports.rolloutTime : QUICK_LOOK);
    const announcesHealth = hasChecks && (!wasHealthy || (isNew && isDrifted));
    const healthCheckTime = hasChecks ? rolloutTime : undefined;
    await play(reconciled({ changes, applyTime, healthCheckTime, announcesHealth, interval }), revision);
    status = { ...status, isHealthy: hasChecks, lastAppliedRevision: revision };
    return true;
  };

  const healthFailure = ({ cause = "timeout", objects }: Unhealthy, checked: readonly string[]) => {
    const workloads = checked.filter((object) => WORKLOADS.test(object));
    const { timeout = Math.max(interval - 30_000, 30_000) } = options;
    return {
      cause,
      objects: objects ?? (workloads.length > 0 ? workloads : checked),
      healthCheckTime: cause === "timeout" ? timeout + random.around(QUICK_LOOK) : random.around(ports.rolloutTime),
    };
  };

  return {
    applied: () => ({
      name,
      namespace,
      sha: status.sha,
      files: status.files,
      objects: [...status.inventory.keys()],
      ready: status.isReady,
    }),
    isReadyAt: (revision) => status.isReady && status.lastAppliedRevision === revision,
    reconcile: async () => {
      const artifact = ports.artifact();
      // Flux says nothing while there is no artifact.
      if (artifact === undefined) return requeueDependency;

      const areDependenciesReady = ports.areReady(dependsOn, artifact.revision);
      status = { ...status, isReady: false };
      if (!areDependenciesReady) {
        await play(dependencyNotReady(requeueDependency), artifact.revision);
        return requeueDependency;
      }
      const isReady = await reconcileArtifact(artifact);
      status = { ...status, isReady };
      return isReady ? interval : retryInterval;
    },
  };
}

function failedBuild(
  message = "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'missing.yaml': open missing.yaml: no such file or directory'",
): BuildResult {
  return { code: "failed", message };
}
