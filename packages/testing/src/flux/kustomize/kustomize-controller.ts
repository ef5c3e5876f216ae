import { retryDelay } from "../backoff.ts";
import type { FluxBehaviour } from "../flux-version.ts";
import type { Random } from "../random.ts";
import type { Scenario } from "../scenario.ts";
import { deleted, type Deletion } from "../sequences/deleted.ts";
import { dependencyNotReady } from "../sequences/dependency-not-ready.ts";
import type { Metadata, Step } from "../sequences/step.ts";
import { type Artifact, artifactMetadata } from "../source/artifact.ts";
import { type Drift, driftObjects } from "./drift.ts";
import { timeoutOf } from "./health-check.ts";
import { pruneObjects } from "./inventory.ts";
import { type KustomizationStatus, NEW_STATUS } from "./kustomization-status.ts";
import { reconcileArtifact } from "./reconcile-artifact.ts";
import type { AppliedKustomization, KustomizationOptions } from "./kustomization-options.ts";

/** What the controller of a Kustomization needs. */
export interface KustomizationPorts {
  readonly cluster: string;
  readonly scenario: Scenario;
  readonly random: Random;
  readonly applyTime: number;
  readonly rolloutTime: number;
  readonly requeueDependency: number;
  readonly cancellation: FluxBehaviour["cancellation"];
  /** The source, as `Kind/namespace/name`. */
  readonly source: string;
  readonly artifact: () => Artifact | undefined;
  /** Whether the Kustomizations that this one depends on are ready, at this revision where they have the same source. */
  readonly areReady: (names: readonly string[], source: string, revision: string) => boolean;
  /** Plays events about the Kustomization; tells after how many milliseconds a health check was cancelled, if it was. */
  readonly play: (steps: readonly Step[], metadata: Metadata, cancel?: AbortSignal) => Promise<number | undefined>;
}

/** Plays one Kustomization. */
export interface KustomizationController {
  /** What runs because of it; undefined when it was deleted. */
  readonly applied: () => AppliedKustomization | undefined;
  /** Whether it is ready, at a revision if that is one of its own source. */
  readonly isReadyAt: (source: string, revision: string) => boolean;
  /** Reconciles once; tells after how many milliseconds to do so again, and undefined when only a request shall. */
  readonly reconcile: () => Promise<number | undefined>;
  /** Hears that its source has a newer revision. */
  readonly onNewRevision: () => void;
  readonly suspend: () => void;
  readonly resume: () => void;
  readonly drift: (drift: Drift) => void;
  /** Marks it for deletion, which the next reconciliation carries out. */
  readonly markDeleted: (deletion: Deletion) => void;
}

/** Errors that only a change of the Kustomization can mend. */
const TERMINAL = ["AccessDenied", "FeatureGateDisabled", "InvalidCELExpression"];

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
  const { random, play, requeueDependency, source, cluster, scenario } = ports;
  const folder = options.path.replace(/^(?:\.?\/)+|^\.$/, "").replace(/\/+$/, "");
  let status = NEW_STATUS;
  let attempts = { revision: "", count: 0 };
  let isSuspended = false;
  let deletion: Deletion | undefined;
  let isGone = false;
  let newerRevision = new AbortController();

  const update = (change: Partial<KustomizationStatus>): void => {
    status = { ...status, ...change };
  };

  const countAttempt = (revision: string): number => {
    attempts = { revision, count: attempts.revision === revision ? attempts.count + 1 : 1 };
    return attempts.count;
  };

  const attempt = async (artifact: Artifact): Promise<void> => {
    const cancel = ports.cancellation === undefined ? undefined : newerRevision.signal;
    const files = await artifact.readFolder(folder);
    const { sha = "", revision } = artifact;
    const situation = { cluster, kustomization: name, namespace, sha, files: files ?? new Map<string, string>() };
    const ending = scenario({ ...situation, attempt: countAttempt(revision) }) ?? { code: "succeeded" };
    await reconcileArtifact(
      { options, artifact, folder, files, ending },
      {
        ...ports,
        status: () => status,
        update,
        play: (steps) => play(steps, artifactMetadata(artifact), cancel),
      },
    );
  };

  const finalize = async (how: Deletion): Promise<number | undefined> => {
    const { deletionPolicy = "MirrorPrune", prune = true } = options;
    const isOrphaning = deletionPolicy === "Orphan" || (deletionPolicy === "MirrorPrune" && !prune);
    const hasToWait = deletionPolicy === "WaitForTermination";
    const steps = deleted({
      deletion: how.code === "termination-timed-out" && !hasToWait ? { code: "deleted" } : how,
      lines: isOrphaning ? [] : pruneObjects(status.inventory),
      ready: status.ready,
      applyTime: random.around(ports.applyTime),
      terminationTime: timeoutOf(options),
      interval,
    });
    // Nothing is said, and nothing deleted, of what is suspended.
    await play(isSuspended ? [] : steps, status.lastApplied);
    isGone = isSuspended || how.code !== "prune-failed";
    deletion = { code: "deleted" };
    return isGone ? undefined : retryDelay(1);
  };

  return {
    applied: () => {
      const { sha, files, inventory, ready } = status;
      return isGone ? undefined : { name, namespace, sha, files, objects: [...inventory.keys()], ready: ready.isTrue };
    },
    isReadyAt: (theirSource, revision) =>
      !isGone && status.ready.isTrue && (theirSource !== source || status.lastApplied["revision"] === revision),
    reconcile: async () => {
      if (isGone) return undefined;
      if (deletion !== undefined) return finalize(deletion);
      if (isSuspended) return undefined;
      const artifact = ports.artifact();
      // Flux says nothing while there is no artifact.
      if (artifact === undefined) return requeueDependency;

      newerRevision = new AbortController();
      const areDependenciesReady = ports.areReady(dependsOn, source, artifact.revision);
      update({ ready: { isTrue: false, reason: "Progressing" } });
      if (!areDependenciesReady) {
        update({ ready: { isTrue: false, reason: "DependencyNotReady" } });
        await play(dependencyNotReady(requeueDependency), artifactMetadata(artifact));
        return requeueDependency;
      }
      await attempt(artifact);
      const { isTrue, reason } = status.ready;
      if (isTrue) return interval;
      return TERMINAL.includes(reason) ? undefined : retryInterval;
    },
    onNewRevision: () => {
      newerRevision.abort();
    },
    suspend: () => {
      isSuspended = true;
    },
    resume: () => {
      isSuspended = false;
    },
    drift: (drift) => {
      update({ inventory: driftObjects(status.inventory, drift) });
    },
    markDeleted: (how) => {
      deletion = how;
    },
  };
}
