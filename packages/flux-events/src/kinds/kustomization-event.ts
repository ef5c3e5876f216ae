import type { FluxEvent } from "../event/event.ts";
import type { KustomizationReason } from "../event/reasons.ts";
import { parseChangeSet } from "../message/change-set.ts";
import { parseHealthFailure } from "../message/health-failure.ts";
import type { Outcome, Reading } from "../outcome/outcome.ts";

type Read = (event: FluxEvent) => Reading;

const UNRECOGNISED: Reading = { phase: "neutral", why: "unrecognised" };
const SUPERSEDED: Reading = { phase: "neutral", why: "superseded" };

const readInfo = byReason(
  {
    ReconciliationSucceeded: readSuccess,
    Progressing: readProgress,
    DependencyNotReady: () => ({ phase: "neutral", why: "dependency" }),
    HealthCheckCanceled: () => SUPERSEDED,
  },
  () => UNRECOGNISED,
);

const readError = byReason(
  {
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
    Progressing: () => ({ phase: "neutral", why: "internal" }),
  },
  failed("unrecognised"),
);

/**
 * Reads one event of a Kustomization. Its reason is that of the Ready condition at the time, which says less than it
 * seems to: the severity outranks it, and where it is ambiguous the message decides.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go
 */
export function readKustomizationEvent(event: FluxEvent): Reading {
  if (event.severity === "error") return readError(event);
  if (event.severity === "info") return readInfo(event);
  return UNRECOGNISED;
}

/** Whether an event says that the health checks of the applied objects passed. */
export function isHealthCheckPassed({ severity, reason, message }: FluxEvent): boolean {
  return severity === "info" && reason === "Progressing" && message.startsWith("Health check passed");
}

// A Map, because a reason is foreign text: an object would know the reason "constructor".
function byReason(known: Partial<Readonly<Record<KustomizationReason, Read>>>, otherwise: Read): Read {
  const reads = new Map(Object.entries(known));
  return (event) => (reads.get(event.reason) ?? otherwise)(event);
}

function failed(why: Outcome["why"]): Read {
  return () => ({ phase: "failed", why });
}

// "Update completed" is the text before 0.15; newer controllers say it in the metadata too.
function readSuccess({ metadata, message }: FluxEvent): Reading {
  const isFinished =
    metadata["commit_status"] === "update" || /^(?:Reconciliation finished in |Update completed)/.test(message);
  if (isFinished) return { phase: "succeeded", why: "reconciled" };
  // The list of what a finalizer deleted carries the reason of the last success.
  return parseChangeSet(message).length > 0 ? { phase: "neutral", why: "deletion" } : UNRECOGNISED;
}

function readProgress(event: FluxEvent): Reading {
  if (isHealthCheckPassed(event)) return { phase: "progressing", why: "healthy" };
  if (event.message.startsWith("New revision detected during health check")) return SUPERSEDED;
  return { phase: "progressing", why: parseChangeSet(event.message).length > 0 ? "applied" : "progressing" };
}

// kustomize-controller 1.7 reports a check that it gave up for a newer revision as a failed one.
function readHealthFailure({ message }: FluxEvent): Reading {
  return parseHealthFailure(message)?.cause === "canceled" ? SUPERSEDED : { phase: "failed", why: "unhealthy" };
}

// A folder that is missing in the revision stays missing; an artifact that could not be fetched is tried again.
function readArtifactFailure({ message }: FluxEvent): Reading {
  return message.includes("path not found")
    ? { phase: "failed", why: "path-missing" }
    : { phase: "progressing", why: "artifact-unavailable" };
}
