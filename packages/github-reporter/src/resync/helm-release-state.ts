import type { FluxObjectState, ObjectCondition } from "./object-state.ts";
import { findCondition, isSettled } from "./ready-condition.ts";
import type { ReadState, StateReading } from "./state-reading.ts";

const WITH_CHART = / with chart [^\s@]+@([^\s:]+)/;
const RUNNING = /^Running '(install|upgrade)' action/;
const CHART_NOT_LOADED = /^could not load chart/i;

/** What is said at severity info although the object is not ready; Flux names no revision with it. */
const NO_FAILURES: readonly string[] = ["DependencyNotReady", "HealthCheckCanceled"];
const RELEASE_FAILURES: readonly string[] = ["InstallFailed", "UpgradeFailed", "TestFailed"];
const REMEDIATIONS: readonly string[] = [
  "RollbackSucceeded",
  "RollbackFailed",
  "UninstallSucceeded",
  "UninstallFailed",
];
/** What helm-controller tries again without a word. */
const SILENT: readonly string[] = [
  "ChartMutateError",
  "FactoryError",
  "ReconcileError",
  "RESTClientError",
  "SourceNotReady",
  "StateError",
];

/**
 * Reads the status of a HelmRelease.
 *
 * After a rollback or an uninstallation the Ready condition tells of the repair; the failure that it repaired is the news,
 * and stands in the Released or the TestSuccess condition.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/main/internal/reconcile/release.go
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#conditions
 */
export const readHelmReleaseState: ReadState = (state, ready) => {
  if (ready.status === "True") return readSuccess(state, ready);
  if (ready.status === "Unknown") return readProgress(state, ready);
  return ready.status === "False" ? readFailure(state, ready) : undefined;
};

function readSuccess(state: FluxObjectState, ready: ObjectCondition): StateReading | undefined {
  const [latest] = state.releases;
  const version = latest?.chartVersion ?? state.lastAppliedRevision;
  if (!isSettled(state) || version === undefined || version !== state.lastAttemptedRevision) return undefined;
  // Conditions are written before the history: in between, the condition is ahead.
  if ((chartNamedIn(ready) ?? version) !== version) return undefined;
  return {
    severity: "info",
    said: ready,
    metadata: { revision: version, "app-version": latest?.appVersion, "oci-digest": latest?.ociDigest },
  };
}

/** Puts progress in the words of helm-controller up to 0.36: later ones send nothing when an action starts. */
function readProgress(state: FluxObjectState, ready: ObjectCondition): StateReading | undefined {
  const action = ready.reason === "AwaitingTests" ? "test" : RUNNING.exec(ready.message)?.[1];
  if (action === undefined) return undefined;
  const said = { ...ready, reason: "info", message: `Helm ${action} has started` };
  return { severity: "info", said, metadata: { revision: state.lastAttemptedRevision } };
}

function readFailure(state: FluxObjectState, ready: ObjectCondition): StateReading | undefined {
  const { reason, message } = ready;
  if (NO_FAILURES.includes(reason)) return { severity: "info", said: ready, metadata: {} };
  if (RELEASE_FAILURES.includes(reason)) return failureOf(state, ready);
  if (REMEDIATIONS.includes(reason)) return readRemediation(state, ready);
  if (SILENT.includes(reason) || (reason === "ArtifactFailed" && !CHART_NOT_LOADED.test(message))) return undefined;
  return { severity: "error", said: ready, metadata: {} };
}

function readRemediation(state: FluxObjectState, ready: ObjectCondition): StateReading {
  const repaired = ["TestSuccess", "Released"]
    .map((type) => findCondition(state, type))
    .find((condition) => condition?.status === "False" && RELEASE_FAILURES.includes(condition.reason));
  if (repaired !== undefined) return failureOf(state, repaired);
  return { severity: ready.reason.endsWith("Failed") ? "error" : "info", said: ready, metadata: {} };
}

function failureOf(state: FluxObjectState, said: ObjectCondition): StateReading {
  return { severity: "error", said, metadata: { revision: chartNamedIn(said) ?? state.lastAttemptedRevision } };
}

function chartNamedIn({ message }: ObjectCondition): string | undefined {
  return WITH_CHART.exec(message)?.[1];
}
