import type { FluxEvent } from "../event/event.ts";
import { isChangeSet } from "../message/change-set.ts";
import type { KustomizationReason } from "../reasons/kustomize-controller.ts";
import { readKustomizationHistory } from "./kustomization-history.ts";
import {
  bySeverity,
  failed,
  type KindReader,
  neutral,
  progressing,
  type Reading,
  readUnrecognised,
  succeeded,
} from "./reading.ts";

/** How messages begin that decide what a reason alone leaves open. Their ends differ between versions. */
const FINISHED = /^(?:Reconciliation finished|Update completed)/;
const HEALTH_PASSED = "Health check passed";
const HEALTH_CANCELED = /^(?:Health checks canceled|New revision detected during health check)/;
const HEALTH_FAILED = /^Health check (?:failed|timed out)/i;
// Not any mention of it: the details of an unhealthy object may hold these words, too.
const CONTEXT_CANCELED = /^[^:,]+[:,] context canceled\s*$/;
const PATH_NOT_FOUND = "kustomization path not found";
const DEPENDENCY = /^dependencies do not meet ready condition/i;
/** A finalizer says so under whatever reason the object had before. */
const DELETION_FAILED =
  /^(?:pruning for deleted resource failed|failed to wait for resources termination|unable to prune objects)/;
const BUILD_FAILED =
  /^(?:kustomize (?:build|create) failed|post build failed|decryption failed|error decrypting sources)/;
const APPLY_FAILED = /dry-run failed|validation (?:failed|error)|apply failed|namespace not specified/;

const readByReason = bySeverity<KustomizationReason>({
  info: {
    ReconciliationSucceeded: readSuccess,
    Progressing: readProgress,
    DependencyNotReady: neutral("dependency"),
    HealthCheckCanceled: neutral("superseded"),
    info: readInfoText,
  },
  error: {
    HealthCheckFailed: readHealthFailure,
    BuildFailed: failed("build-failed"),
    ReconciliationFailed: failed("apply-failed"),
    ValidationFailed: failed("apply-failed"),
    PruneFailed: failed("prune-failed"),
    ArtifactFailed: readArtifactFailure,
    DirectoryCreationFailed: readArtifactFailure,
    AccessDenied: failed("misconfigured"),
    FeatureGateDisabled: failed("misconfigured"),
    InvalidCELExpression: failed("misconfigured"),
    ReconciliationSucceeded: failed("deletion-failed"),
    Progressing: progressing("transient"),
    HealthCheckCanceled: neutral("superseded"),
    error: readErrorText,
  },
});

/**
 * The kind that applies manifests.
 *
 * The reason of its events is that of the Ready condition at the time, which says less than it seems to: the severity
 * outranks it, and where it is ambiguous the message decides.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export const kustomization: KindReader = {
  group: "kustomize.toolkit.fluxcd.io",
  kind: "Kustomization",
  read,
  readWithin: (history, options) => readKustomizationHistory(history, options, read),
};

function read(event: FluxEvent): Reading {
  const { severity, reason, message } = event;
  if (severity === "error" && DELETION_FAILED.test(message)) return failed("deletion-failed");
  // What a finalizer deleted is listed under whatever reason the object had before; under Progressing it is a prune.
  if (severity === "info" && reason !== "Progressing" && reason !== "info" && isChangeSet(message)) {
    return neutral("deletion");
  }
  return readByReason(event);
}

function isHealthCheckPassed({ severity, reason, message }: FluxEvent): boolean {
  return severity === "info" && (reason === "Progressing" || reason === "info") && message.startsWith(HEALTH_PASSED);
}

// Newer controllers say in the metadata, too, that this is the end.
function readSuccess(event: FluxEvent): Reading {
  const isFinished = event.metadata.commit_status === "update" || FINISHED.test(event.message);
  return isFinished ? succeeded("finished") : readUnrecognised(event);
}

function readProgress(event: FluxEvent): Reading {
  if (isHealthCheckPassed(event)) return progressing("health-passed");
  if (HEALTH_CANCELED.test(event.message)) return neutral("superseded");
  return progressing(isChangeSet(event.message) ? "applied" : "progressing");
}

// kustomize-controller 1.7 reports a check that it gave up for a newer revision as a failed one.
function readHealthFailure({ message }: FluxEvent): Reading {
  return CONTEXT_CANCELED.test(message) ? neutral("superseded") : failed("unhealthy");
}

// A folder that is missing in the revision stays missing; an artifact that could not be fetched is tried again.
function readArtifactFailure({ message }: FluxEvent): Reading {
  return message.startsWith(PATH_NOT_FOUND) ? failed("artifact-failed") : progressing("transient");
}

// The controllers of 2020, and an object without a Ready condition, give the severity as the reason.
function readInfoText(event: FluxEvent): Reading {
  if (FINISHED.test(event.message)) return succeeded("finished");
  if (DEPENDENCY.test(event.message)) return neutral("dependency");
  const reading = readProgress(event);
  return reading.why === "progressing" ? readUnrecognised(event) : reading;
}

function readErrorText(event: FluxEvent): Reading {
  const { message } = event;
  if (HEALTH_FAILED.test(message)) return readHealthFailure(event);
  if (message.startsWith(PATH_NOT_FOUND)) return failed("artifact-failed");
  if (BUILD_FAILED.test(message)) return failed("build-failed");
  return APPLY_FAILED.test(message) ? failed("apply-failed") : readUnrecognised(event);
}
