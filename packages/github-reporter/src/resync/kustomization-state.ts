import type { FluxObjectState, ObjectCondition } from "./object-state.ts";
import { findCondition, isSettled } from "./ready-condition.ts";
import type { ReadState, StateReading } from "./state-reading.ts";

const APPLIED = /^Applied revision: (\S+)$/;
const WORKING_ON = /^\S.* for revision (\S+) with a timeout of /;

/** What is said at severity info although the object is not ready. */
const NO_FAILURES: readonly string[] = ["DependencyNotReady", "HealthCheckCanceled"];
/** What fails once the attempted revision is in the status. */
const AFTER_THE_ATTEMPT: readonly string[] = [
  "BuildFailed",
  "HealthCheckCanceled",
  "HealthCheckFailed",
  "PruneFailed",
  "ReconciliationFailed",
];
/** What fails before there is a revision; Flux, too, names none. */
const WITHOUT_REVISION: readonly string[] = [
  "AccessDenied",
  "DependencyNotReady",
  "FeatureGateDisabled",
  "InvalidCELExpression",
];

/**
 * Reads the status of a Kustomization.
 *
 * The revision in the status is not always the one that the Ready condition speaks of: conditions are written before the
 * rest of the status, and a folder that is missing fails before the attempt is recorded. So a success needs all places to
 * agree, and a failure is read off the Reconciling condition, which names what the controller works on.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 * @see https://github.com/fluxcd/pkg/blob/main/runtime/patch/patch.go
 */
export const readKustomizationState: ReadState = (state, ready) => {
  if (ready.status === "True") return readSuccess(state, ready);
  if (ready.status === "Unknown") return readProgress(state, ready);
  return ready.status === "False" ? readFailure(state, ready) : undefined;
};

function readSuccess(state: FluxObjectState, ready: ObjectCondition): StateReading | undefined {
  const { lastAppliedRevision: revision, lastAttemptedRevision, lastAppliedOriginRevision: originRevision } = state;
  if (!isSettled(state) || revision === undefined || revision !== lastAttemptedRevision) return undefined;
  const [, named = revision] = APPLIED.exec(ready.message) ?? [];
  if (named !== revision) return undefined;
  return { severity: "info", said: ready, metadata: { revision, originRevision, commit_status: "update" } };
}

function readProgress(state: FluxObjectState, ready: ObjectCondition): StateReading | undefined {
  const reconciling = findCondition(state, "Reconciling");
  const revision = revisionInWork(state);
  if (reconciling === undefined || revision === undefined) return undefined;
  // Its own time would move with each step.
  const said = { ...ready, message: `Reconciliation in progress for revision ${revision}` };
  return { severity: "info", said, metadata: { revision, originRevision: originOf(state, revision) } };
}

function readFailure(state: FluxObjectState, ready: ObjectCondition): StateReading | undefined {
  const severity = NO_FAILURES.includes(ready.reason) ? "info" : "error";
  if (WITHOUT_REVISION.includes(ready.reason)) return { severity, said: ready, metadata: {} };
  const revision =
    revisionInWork(state) ?? (AFTER_THE_ATTEMPT.includes(ready.reason) ? state.lastAttemptedRevision : undefined);
  if (revision === undefined) return undefined;
  return { severity, said: ready, metadata: { revision, originRevision: originOf(state, revision) } };
}

function revisionInWork(state: FluxObjectState): string | undefined {
  return WORKING_ON.exec(findCondition(state, "Reconciling")?.message ?? "")?.[1];
}

/** Finds the code behind an artifact; the status itself has it for the last success alone. */
function originOf(state: FluxObjectState, revision: string): string | undefined {
  const { lastAppliedRevision, lastAppliedOriginRevision, reconciliations } = state;
  if (revision === lastAppliedRevision && lastAppliedOriginRevision !== undefined) return lastAppliedOriginRevision;
  return reconciliations.find((snapshot) => snapshot.revision === revision)?.originRevision;
}
