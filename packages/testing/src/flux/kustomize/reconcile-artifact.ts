import type { FluxBehaviour } from "../flux-version.ts";
import type { Random } from "../random.ts";
import type { Ending } from "../scenario.ts";
import { applyFailed } from "../sequences/apply-failed.ts";
import { healthCheckCancelled } from "../sequences/health-check-cancelled.ts";
import { type NotApplied, notApplied } from "../sequences/not-applied.ts";
import { pruneFailed } from "../sequences/prune-failed.ts";
import { reconciled } from "../sequences/reconciled.ts";
import { statusConflict } from "../sequences/status-conflict.ts";
import type { Step } from "../sequences/step.ts";
import { unhealthy } from "../sequences/unhealthy.ts";
import { type Artifact, artifactMetadata } from "../source/artifact.ts";
import { conflict, deniedDelete, forbiddenApply } from "./api-error.ts";
import { checkedObjects, failedHealthCheck } from "./health-check.ts";
import { type ChangeSet, isAppliedFirst, planChangeSet } from "./inventory.ts";
import type { KustomizationStatus } from "./kustomization-status.ts";
import { buildManifests } from "./manifests.ts";
import type { KustomizationOptions } from "./kustomization-options.ts";

/** What one attempt to apply an artifact needs. */
export interface AttemptPorts {
  readonly random: Random;
  readonly applyTime: number;
  readonly rolloutTime: number;
  readonly cancellation: FluxBehaviour["cancellation"];
  /** The source, as `Kind/namespace/name`. */
  readonly source: string;
  readonly status: () => KustomizationStatus;
  readonly update: (change: Partial<KustomizationStatus>) => void;
  /** Plays events about the Kustomization; tells after how many milliseconds a health check was cancelled, if it was. */
  readonly play: (steps: readonly Step[]) => Promise<number | undefined>;
}

/** An attempt to apply an artifact. */
export interface Attempt {
  readonly options: KustomizationOptions;
  readonly artifact: Artifact;
  /** The folder of the artifact, without slashes around it. */
  readonly folder: string;
  /** Files of the folder; undefined when there is no such folder. */
  readonly files: ReadonlyMap<string, string> | undefined;
  readonly ending: Ending;
}

/** How long it takes to see that objects which have not changed are still healthy. */
const QUICK_LOOK = 20;

/** Builds, applies, prunes and waits for health, as far as the ending lets it come. Leaves the outcome in the status. */
export async function reconcileArtifact(attempt: Attempt, ports: AttemptPorts): Promise<void> {
  const { options, artifact, folder, files, ending } = attempt;
  const { random, status, update } = ports;
  const applyTime = random.around(ports.applyTime);
  const { inventory, lastApplied, isHealthy: wasHealthy } = status();

  const fail = async (steps: readonly Step[]): Promise<void> => {
    update({ ready: { isTrue: false, reason: steps.at(-1)?.reason ?? "Progressing" } });
    await endEarly(await ports.play(steps));
  };
  const endEarly = async (elapsed: number | undefined): Promise<void> => {
    if (elapsed === undefined || ports.cancellation === undefined) return;
    const steps = healthCheckCancelled(ports.cancellation, { trigger: ports.source, elapsed });
    update({ ready: { isTrue: false, reason: steps.at(-1)?.reason ?? "Progressing" }, isHealthy: false });
    await ports.play(steps);
  };
  const stop = (reason: NotApplied): Promise<void> => {
    const temporary = `/tmp/kustomization-${Math.floor(random.next() * 1e10)}`;
    const directory = `${temporary}/${folder}`;
    return fail(
      notApplied(reason, { applyTime, source: ports.source, artifactUrl: artifact.url, temporary, directory }),
    );
  };

  if (isNotApplied(ending)) return stop(ending);
  if (files === undefined) return stop({ code: "path-not-found" });
  const build = buildManifests(files);
  if (build.code === "failed") return stop({ code: "build-failed", message: build.message });
  const { wait = false, healthChecks = [] } = options;
  const isHealthCheck = wait || healthChecks.length > 0;
  if (ending.code === "status-conflict" && !isHealthCheck) {
    const { message = conflict(options.name, { isHealthCheck }) } = ending;
    return fail(statusConflict({ applyTime, message, changes: NOTHING }));
  }
  const [refused = build.manifests[0]] = build.manifests.filter((manifest) => !isAppliedFirst(manifest));
  if (ending.code === "apply-failed" && refused !== undefined) {
    const { message = forbiddenApply(refused) } = ending;
    const first = planChangeSet(inventory, build.manifests.filter(isAppliedFirst), false);
    update({ inventory: new Map([...inventory, ...first.inventory]) });
    return fail(applyFailed({ applyTime, message, applied: first.applied }));
  }

  const changes = planChangeSet(inventory, build.manifests, options.prune ?? true);
  const stale = [...inventory].filter(([name]) => !changes.inventory.has(name));
  update({ sha: artifact.sha, files, inventory: changes.inventory });
  const undeletable = changes.pruned.find((line) => line.endsWith(" deleted"))?.replace(/ deleted$/, "");
  if (ending.code === "prune-failed" && undeletable !== undefined) {
    const { message = deniedDelete(undeletable) } = ending;
    update({ inventory: new Map([...changes.inventory, ...stale]) });
    return fail(pruneFailed({ applyTime, message, applied: changes.applied }));
  }

  const checked = checkedObjects(options, changes.inventory);
  if (checked.length > 0) update({ isHealthy: false });
  if (ending.code === "status-conflict") {
    const { message = conflict(options.name, { isHealthCheck }) } = ending;
    return fail(statusConflict({ applyTime, message, changes }));
  }
  if (ending.code === "unhealthy" && checked.length > 0) {
    const failure = failedHealthCheck(ending, { options, checked, random, rolloutTime: ports.rolloutTime });
    return fail(unhealthy({ changes, applyTime, ...failure }));
  }

  const metadata = artifactMetadata(artifact);
  const isNew = metadata["revision"] !== lastApplied["revision"];
  const isDrifted = changes.applied.length > 0;
  const rolloutTime = random.around(isDrifted || !wasHealthy ? ports.rolloutTime : QUICK_LOOK);
  const elapsed = await ports.play(
    reconciled({
      changes,
      applyTime,
      healthCheckTime: checked.length > 0 ? rolloutTime : undefined,
      announcesHealth: checked.length > 0 && (!wasHealthy || (isNew && isDrifted)),
      interval: options.interval ?? 600_000,
    }),
  );
  if (elapsed !== undefined) return endEarly(elapsed);
  const ready = { isTrue: true, reason: "ReconciliationSucceeded" };
  update({ ready, lastApplied: metadata, isHealthy: checked.length > 0 });
}

const NOTHING: Pick<ChangeSet, "applied" | "pruned"> = { applied: [], pruned: [] };

function isNotApplied(ending: Ending): ending is Ending & NotApplied {
  return [
    "access-denied",
    "artifact-failed",
    "build-failed",
    "directory-creation-failed",
    "feature-gate-disabled",
    "invalid-cel-expression",
  ].includes(ending.code);
}
