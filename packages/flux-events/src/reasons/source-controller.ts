/** Reasons that every source of source-controller can give; up to 0.20 a stored artifact had the reason `info`. */
export type SourceReason =
  | "ArchiveOperationFailed"
  | "ArtifactVerificationFailed"
  | "AuthenticationFailed"
  | "DirectoryCreationFailed"
  | "Failed"
  | "FeatureGateDisabled"
  | "GarbageCollectionFailed"
  | "NewArtifact"
  | "PatchOperationFailed"
  | "StatOperationFailed"
  | "Succeeded"
  | "URLInvalid"
  | "VerificationError"
  | "error"
  | "info";

/**
 * The reasons that source-controller gives on events of a GitRepository. Its errors name no revision. A full body:
 *
 * ```json source="./source-controller.sample.json"
 * {
 *   "involvedObject": {
 *     "kind": "GitRepository",
 *     "namespace": "flux-system",
 *     "name": "shop-manifests",
 *     "uid": "5b0e7d1a-6c2f-4f38-9a4d-3e1c7b9f2a60",
 *     "apiVersion": "source.toolkit.fluxcd.io/v1",
 *     "resourceVersion": "48190"
 *   },
 *   "severity": "info",
 *   "timestamp": "2026-11-22T21:41:58Z",
 *   "message": "stored artifact for commit 'Release cart 1.4.0 to prod'",
 *   "reason": "NewArtifact",
 *   "metadata": {
 *     "revision": "main@sha1:4f1c9a7be02d5c8360f1a2b3c4d5e6f708192a3b"
 *   },
 *   "reportingController": "source-controller",
 *   "reportingInstance": "source-controller-5f7b6c8d9-lm2rv"
 * }
 * ```
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/#gitrepository-status
 */
export type GitRepositoryReason =
  | SourceReason
  | "CopyFailure"
  | "EmptyGitRepository"
  | "GitOperationFailed"
  | "IllegalPath"
  | "InvalidCommitSignature"
  | "InvalidGitObject"
  | "InvalidPath"
  | "InvalidProviderConfiguration"
  | "InvalidTagSignature"
  | "InvalidVerificationMode"
  | "SourceIgnoreError";

/**
 * The reasons that source-controller gives on events of an OCIRepository.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/#ocirepository-status
 */
export type OCIRepositoryReason =
  SourceReason | "OCIArtifactLayerOperationFailed" | "OCIArtifactPullFailed" | "ReadOperationFailed";

/**
 * The reasons that source-controller gives on events of a Bucket.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/#bucket-status
 */
export type BucketReason = SourceReason | "BucketOperationFailed" | "InvalidSTSConfiguration";

/**
 * The reasons that source-controller gives on events of a HelmRepository.
 *
 * @see https://fluxcd.io/flux/components/source/helmrepositories/#helmrepository-status
 */
export type HelmRepositoryReason = SourceReason | "IndexationFailed";

/**
 * The reasons that source-controller gives on events of a HelmChart.
 *
 * @see https://fluxcd.io/flux/components/source/helmcharts/#helmchart-status
 */
export type HelmChartReason =
  | SourceReason
  | "ChartPackageError"
  | "ChartPackageSucceeded"
  | "ChartPullError"
  | "ChartPullSucceeded"
  | "ChartVerificationError"
  | "DependencyBuildError"
  | "InvalidChartReference"
  | "MetadataPatchError"
  | "SourceUnavailable"
  | "Unknown"
  | "UnsupportedSourceKind"
  | "ValuesFilesError";
