import type { FluxEvent } from "../event/event.ts";
import type { HelmReleaseReason } from "../reasons/helm-controller.ts";
import { parseRevision } from "../revision/revision.ts";
import { readHelmHistory } from "./helm-release-history.ts";
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

const WITH_CHART = / with chart [^\s@]+@([^\s:]+)/;
const CONTEXT_CANCELED = / with chart \S+: context canceled\s*(?:\n\nLast Helm logs:|$)/;
const REMEDIATION = "Helm uninstall remediation";

const LEGACY_CHART = /^HelmChart '[^']*' is not ready/;
const LEGACY_ACTION = /^Helm (install|upgrade|test|rollback|uninstall) (has started|succeeded|failed)/;
const LEGACY_SUCCESSES: Readonly<Record<string, Reading>> = {
  install: succeeded("released"),
  upgrade: succeeded("released"),
  test: succeeded("tested"),
  rollback: neutral("rollback"),
  uninstall: neutral("deletion"),
};
const LEGACY_FAILURES: Readonly<Record<string, Reading>> = {
  install: failed("release-failed"),
  upgrade: failed("release-failed"),
  test: failed("test-failed"),
  rollback: failed("remediation-failed"),
  uninstall: failed("remediation-failed"),
};

const readByReason = bySeverity<HelmReleaseReason>({
  info: {
    InstallSucceeded: succeeded("released"),
    UpgradeSucceeded: succeeded("released"),
    TestSucceeded: succeeded("tested"),
    RollbackSucceeded: neutral("rollback"),
    UninstallSucceeded: readUninstall,
    PendingRelease: progressing("transient"),
    DriftCorrected: neutral("drift"),
    DependencyNotReady: neutral("dependency"),
    HealthCheckCanceled: neutral("superseded"),
    info: readInfoText,
  },
  error: {
    InstallFailed: readReleaseFailure,
    UpgradeFailed: readReleaseFailure,
    TestFailed: failed("test-failed"),
    RollbackFailed: failed("remediation-failed"),
    UninstallFailed: readUninstallFailure,
    PendingRelease: failed("release-failed"),
    ArtifactFailed: failed("artifact-failed"),
    ValuesError: failed("misconfigured"),
    AccessDenied: failed("misconfigured"),
    InvalidCELExpression: failed("misconfigured"),
    // Errors by their severity, and no word about the release:
    DriftDetected: neutral("drift"),
    DriftCorrectionFailed: neutral("drift"),
    InventoryBuildFailed: neutral("warning"),
    NamespaceCheckSkipped: neutral("warning"),
    HealthCheckCanceled: neutral("superseded"),
    error: readErrorText,
  },
});

/**
 * The kind that installs Helm charts. It has no heartbeat, and its revisions are versions of charts.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export const helmRelease: KindReader = {
  group: "helm.toolkit.fluxcd.io",
  kind: "HelmRelease",
  read,
  readWithin: (history, options) => readHelmHistory(history, options, read),
};

function read(event: FluxEvent): Reading {
  return { ...readByReason(event), chartVersion: chartVersionOf(event) };
}

/** Finds the version of the chart that an event names, in its metadata or else in its message. */
function chartVersionOf({ metadata, message }: FluxEvent): string | undefined {
  const { version, ref } = parseRevision(metadata.revision ?? "");
  // Where charts came from OCI artifacts, a revision could be `1.2.3@sha256:…`.
  return version ?? parseRevision(ref ?? "").version ?? WITH_CHART.exec(message)?.[1];
}

// With the feature gate CancelHealthCheckOnNewRevision, a wait that gave way to something newer is reported as a failure.
function readReleaseFailure({ message }: FluxEvent): Reading {
  return CONTEXT_CANCELED.test(message) ? neutral("superseded") : failed("release-failed");
}

function readUninstall({ message }: FluxEvent): Reading {
  return neutral(message.startsWith(REMEDIATION) ? "rollback" : "deletion");
}

function readUninstallFailure({ message }: FluxEvent): Reading {
  return failed(message.startsWith(REMEDIATION) ? "remediation-failed" : "deletion-failed");
}

// helm-controller up to 0.36, in Flux 2.1, gives the severity as the reason.
function readInfoText(event: FluxEvent): Reading {
  const { message } = event;
  const [, action = "", result] = LEGACY_ACTION.exec(message) ?? [];
  if (result === "has started") return progressing("progressing");
  const ending = result === "succeeded" ? LEGACY_SUCCESSES[action] : undefined;
  if (ending !== undefined) return ending;
  if (message.startsWith("dependencies do not meet ready condition")) return neutral("dependency");
  return LEGACY_CHART.test(message) ? progressing("transient") : readUnrecognised(event);
}

function readErrorText(event: FluxEvent): Reading {
  const [, action = "", result] = LEGACY_ACTION.exec(event.message) ?? [];
  return (result === "failed" ? LEGACY_FAILURES[action] : undefined) ?? readUnrecognised(event);
}
