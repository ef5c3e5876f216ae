import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import type { OutcomeReason, Phase } from "../outcome/outcome.ts";

const GROUPS: Readonly<Record<string, string>> = {
  GitRepository: "source.toolkit.fluxcd.io/v1",
  OCIRepository: "source.toolkit.fluxcd.io/v1",
  Bucket: "source.toolkit.fluxcd.io/v1",
  HelmRepository: "source.toolkit.fluxcd.io/v1",
  HelmChart: "source.toolkit.fluxcd.io/v1",
  ExternalArtifact: "source.toolkit.fluxcd.io/v1",
  ArtifactGenerator: "source.extensions.fluxcd.io/v1beta1",
  ImageRepository: "image.toolkit.fluxcd.io/v1",
  ImagePolicy: "image.toolkit.fluxcd.io/v1",
  ImageUpdateAutomation: "image.toolkit.fluxcd.io/v1",
  Terraform: "infra.contrib.fluxcd.io/v1alpha2",
  FluxInstance: "fluxcd.controlplane.io/v1",
  ResourceSet: "fluxcd.controlplane.io/v1",
  ResourceSetInputProvider: "fluxcd.controlplane.io/v1",
};

type Severity = "info" | "error" | "unknown";

const read = (kind: string, severity: Severity, reason: string, message = "…", apiVersion = GROUPS[kind] ?? "") =>
  outcomeOf(
    sampleEvent({ involvedObject: { kind, name: "shop", apiVersion }, severity, reason, message, metadata: {} }),
  );

/** What every reason of one kind and severity means. */
const table = (kind: string, severity: Severity, phase: Phase, why: OutcomeReason, reasons: string) =>
  reasons.split(" ").map((reason) => [kind, severity, reason, phase, why] as const);

const STORAGE =
  "StatOperationFailed DirectoryCreationFailed Failed ArchiveOperationFailed PatchOperationFailed GarbageCollectionFailed ArtifactVerificationFailed VerificationError";

describe("a source", () => {
  it.each([
    ...table("GitRepository", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...table("OCIRepository", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...table("Bucket", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...table("HelmRepository", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...table("HelmChart", "info", "neutral", "source", "ChartPullSucceeded ChartPackageSucceeded Succeeded"),
    ...table("ArtifactGenerator", "info", "neutral", "source", "Ready"),
    ...table(
      "GitRepository",
      "error",
      "neutral",
      "source-failed",
      `GitOperationFailed AuthenticationFailed URLInvalid EmptyGitRepository FeatureGateDisabled InvalidProviderConfiguration InvalidPath SourceIgnoreError IllegalPath CopyFailure InvalidVerificationMode InvalidGitObject InvalidTagSignature InvalidCommitSignature ${STORAGE}`,
    ),
    ...table(
      "OCIRepository",
      "error",
      "neutral",
      "source-failed",
      `AuthenticationFailed URLInvalid ReadOperationFailed OCIArtifactPullFailed OCIArtifactLayerOperationFailed ${STORAGE}`,
    ),
    ...table("Bucket", "error", "neutral", "source-failed", `BucketOperationFailed InvalidSTSConfiguration ${STORAGE}`),
    ...table("HelmRepository", "error", "neutral", "source-failed", `IndexationFailed ${STORAGE}`),
    ...table(
      "HelmChart",
      "error",
      "neutral",
      "source-failed",
      "SourceUnavailable UnsupportedSourceKind InvalidChartReference ChartPullError MetadataPatchError ValuesFilesError DependencyBuildError ChartPackageError ChartVerificationError Unknown",
    ),
    ...table(
      "ArtifactGenerator",
      "error",
      "neutral",
      "source-failed",
      "SourceFetchFailed BuildFailed ReconciliationFailed ValidationFailed AccessDenied",
    ),
    ...table("GitRepository", "error", "neutral", "source-failed", "ReasonOfALaterVersion error"),
    ...table("GitRepository", "info", "neutral", "unrecognised", "ReasonOfALaterVersion info"),
    ...table("ExternalArtifact", "info", "neutral", "unrecognised", "ReasonOfALaterVersion"),
    ...table("GitRepository", "unknown", "neutral", "unrecognised", "NewArtifact"),
  ])("never says what runs: %s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(read(kind, severity, reason)).toMatchObject({ phase, why, verdict: false });
  });

  it("is recognised by its words in Flux 0.15, which gave the severity as the reason", () => {
    expect(read("GitRepository", "info", "info", `Fetched revision: main/${"0c".repeat(20)}`).why).toBe("source");
  });
});

describe("an image kind", () => {
  it.each([
    ...table("ImageRepository", "info", "neutral", "image", "Succeeded info"),
    ...table("ImagePolicy", "info", "neutral", "image", "Succeeded info"),
    ...table("ImageUpdateAutomation", "info", "neutral", "image", "Succeeded info"),
    ...table(
      "ImageRepository",
      "error",
      "neutral",
      "image-failed",
      "ReadOperationFailed AuthenticationFailed ImageURLInvalid FeatureGateDisabled",
    ),
    ...table(
      "ImagePolicy",
      "error",
      "neutral",
      "image-failed",
      "DependencyNotReady AccessDenied IntervalNotConfigured ImageURLInvalid FeatureGateDisabled Failed",
    ),
    ...table(
      "ImageUpdateAutomation",
      "error",
      "neutral",
      "image-failed",
      "GitOperationFailed SourceManagerFailed UpdateFailed InvalidUpdateStrategy InvalidPolicySelector InvalidSourceConfiguration RemovedTemplateField AccessDenied FeatureGateDisabled error",
    ),
    ...table("ImagePolicy", "info", "neutral", "unrecognised", "ReasonOfALaterVersion"),
  ])("never says what runs: %s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(read(kind, severity, reason)).toMatchObject({ phase, why, verdict: false });
  });
});

describe("Terraform", () => {
  it.each([
    ...table("Terraform", "info", "progressing", "planned", "TerraformPlanSucceed"),
    ...table("Terraform", "info", "succeeded", "finished", "TerraformAppliedSucceed OutputsWritingFailed"),
    ...table("Terraform", "info", "neutral", "deletion", "TerraformDestroySucceed"),
    ...table("Terraform", "info", "neutral", "dependency", "DependencyNotReady"),
    ...table("Terraform", "error", "neutral", "drift", "DriftDetected"),
    ...table("Terraform", "error", "failed", "build-failed", "TFExecPlanFailed DriftDetectionFailed"),
    ...table(
      "Terraform",
      "error",
      "failed",
      "apply-failed",
      "TFExecApplyFailed ReconciliationFailed OutputsWritingFailed",
    ),
    ...table("Terraform", "error", "failed", "deletion-failed", "TFExecDestroyFailed"),
    ...table("Terraform", "error", "failed", "unhealthy", "HealthChecksFailed"),
    ...table("Terraform", "error", "failed", "artifact-failed", "ArtifactFailed"),
    ...table("Terraform", "error", "failed", "misconfigured", "AccessDenied"),
    ...table("Terraform", "error", "progressing", "transient", "RunnerQuotaExhausted"),
    ...table("Terraform", "error", "failed", "unrecognised", "ReasonOfALaterVersion"),
    ...table("Terraform", "info", "neutral", "unrecognised", "ReasonOfALaterVersion"),
  ])("%s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(read(kind, severity, reason)).toMatchObject({ phase, why });
  });
});

describe("flux-operator", () => {
  it.each([
    ...table("ResourceSet", "info", "progressing", "applied", "ApplySucceeded"),
    ...table("ResourceSet", "info", "neutral", "dependency", "DependencyNotReady"),
    ...table("ResourceSet", "error", "failed", "build-failed", "BuildFailed"),
    ...table("ResourceSet", "error", "failed", "apply-failed", "ReconciliationFailed"),
    ...table("FluxInstance", "error", "failed", "artifact-failed", "ArtifactFailed"),
    ...table("ResourceSetInputProvider", "info", "neutral", "source", "ReconciliationSucceeded"),
    ...table("ResourceSetInputProvider", "error", "neutral", "source-failed", "InvalidSchedule InvalidSpec"),
  ])("%s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(read(kind, severity, reason)).toMatchObject({ phase, why });
  });

  it("succeeds at the end of a reconciliation, and at no other words of that reason", () => {
    expect(read("ResourceSet", "info", "ReconciliationSucceeded", "Reconciliation finished in 2s").why).toBe(
      "finished",
    );
    expect(read("FluxInstance", "info", "ReconciliationSucceeded", "Uninstallation completed in 2s").phase).toBe(
      "neutral",
    );
  });
});

describe("any other kind", () => {
  const GROUP = "flagger.app/v1beta1";

  it.each(["Canary", "Pod", "constructor"])(
    "is unrecognised, never a success, and a failure at severity error: %s",
    (kind) => {
      expect(read(kind, "info", "ReconciliationSucceeded", "Reconciliation finished in 1s", GROUP)).toMatchObject({
        phase: "neutral",
        why: "unrecognised",
      });
      expect(read(kind, "error", "BuildFailed", "no", GROUP)).toMatchObject({ phase: "failed", why: "unrecognised" });
    },
  );

  it("includes a kind of Flux in a foreign group", () => {
    expect(read("GitRepository", "info", "NewArtifact", "…", "example.com/v1").why).toBe("unrecognised");
  });
});
