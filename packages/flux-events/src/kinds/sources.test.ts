import { describe, expect, it } from "vitest";

import { readSample, rows } from "./sample-rows.ts";

const groupOf = (kind: string) =>
  kind === "ArtifactGenerator" ? "source.extensions.fluxcd.io/v1beta1" : "source.toolkit.fluxcd.io/v1";

const STORAGE =
  "StatOperationFailed DirectoryCreationFailed Failed ArchiveOperationFailed PatchOperationFailed GarbageCollectionFailed ArtifactVerificationFailed VerificationError";

describe("a source", () => {
  it.each([
    ...rows("GitRepository", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...rows("OCIRepository", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...rows("Bucket", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...rows("HelmRepository", "info", "neutral", "source", "NewArtifact Succeeded"),
    ...rows("HelmChart", "info", "neutral", "source", "ChartPullSucceeded ChartPackageSucceeded Succeeded"),
    ...rows("ArtifactGenerator", "info", "neutral", "source", "Ready"),
    ...rows(
      "GitRepository",
      "error",
      "neutral",
      "source-failed",
      `GitOperationFailed AuthenticationFailed URLInvalid EmptyGitRepository FeatureGateDisabled InvalidProviderConfiguration InvalidPath SourceIgnoreError IllegalPath CopyFailure InvalidVerificationMode InvalidGitObject InvalidTagSignature InvalidCommitSignature ${STORAGE}`,
    ),
    ...rows(
      "OCIRepository",
      "error",
      "neutral",
      "source-failed",
      `AuthenticationFailed URLInvalid ReadOperationFailed OCIArtifactPullFailed OCIArtifactLayerOperationFailed ${STORAGE}`,
    ),
    ...rows("Bucket", "error", "neutral", "source-failed", `BucketOperationFailed InvalidSTSConfiguration ${STORAGE}`),
    ...rows("HelmRepository", "error", "neutral", "source-failed", `IndexationFailed ${STORAGE}`),
    ...rows(
      "HelmChart",
      "error",
      "neutral",
      "source-failed",
      "SourceUnavailable UnsupportedSourceKind InvalidChartReference ChartPullError MetadataPatchError ValuesFilesError DependencyBuildError ChartPackageError ChartVerificationError Unknown",
    ),
    ...rows(
      "ArtifactGenerator",
      "error",
      "neutral",
      "source-failed",
      "SourceFetchFailed BuildFailed ReconciliationFailed ValidationFailed AccessDenied",
    ),
    ...rows("GitRepository", "error", "neutral", "source-failed", "ReasonOfALaterVersion error"),
    ...rows("GitRepository", "info", "neutral", "unrecognised", "ReasonOfALaterVersion info"),
    ...rows("ExternalArtifact", "info", "neutral", "unrecognised", "ReasonOfALaterVersion"),
    ...rows("GitRepository", "unknown", "neutral", "unrecognised", "NewArtifact"),
  ])("never says what runs: %s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(readSample({ kind, apiVersion: groupOf(kind) }, { severity, reason })).toMatchObject({
      phase,
      why,
      verdict: false,
    });
  });

  it("is recognised by its words in Flux 0.15, which gave the severity as the reason", () => {
    const event = { severity: "info", reason: "info", message: `Fetched revision: main/${"0c".repeat(20)}` } as const;

    expect(readSample({ kind: "GitRepository" }, event).why).toBe("source");
  });
});
