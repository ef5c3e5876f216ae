/** The reasons that concern the storage of artifacts, for every source. */
export type StorageFailureReason =
  | "ArchiveOperationFailed"
  | "ArtifactVerificationFailed"
  | "DirectoryCreationFailed"
  | "GarbageCollectionFailed"
  | "PatchOperationFailed"
  | "StatOperationFailed";

/**
 * The reasons for which sources and image kinds fail.
 *
 * @see https://github.com/fluxcd/source-controller/blob/main/api/v1/condition_types.go
 * @see https://github.com/fluxcd/image-reflector-controller/blob/main/api/v1/condition_types.go
 */
export interface FailureReasons {
  /** Reasons of a GitRepository. */
  readonly GitRepository:
    | StorageFailureReason
    | "AuthenticationFailed"
    | "CopyFailure"
    | "EmptyGitRepository"
    | "Failed"
    | "FeatureGateDisabled"
    | "GitOperationFailed"
    | "IllegalPath"
    | "InvalidCommitSignature"
    | "InvalidGitObject"
    | "InvalidPath"
    | "InvalidProviderConfiguration"
    | "InvalidTagSignature"
    | "InvalidVerificationMode"
    | "SourceIgnoreError"
    | "URLInvalid"
    | "VerificationError";
  /** Reasons of an OCIRepository. */
  readonly OCIRepository:
    | StorageFailureReason
    | "AuthenticationFailed"
    | "OCIArtifactLayerOperationFailed"
    | "OCIArtifactPullFailed"
    | "ReadOperationFailed"
    | "URLInvalid"
    | "VerificationError";
  /** Reasons of a Bucket. */
  readonly Bucket: StorageFailureReason | "AuthenticationFailed" | "BucketOperationFailed" | "InvalidSTSConfiguration";
  /** Reasons of a HelmRepository. */
  readonly HelmRepository: StorageFailureReason | "AuthenticationFailed" | "Failed" | "IndexationFailed";
  /** Reasons of a HelmChart. */
  readonly HelmChart:
    | StorageFailureReason
    | "AuthenticationFailed"
    | "ChartPackageError"
    | "ChartPullError"
    | "ChartVerificationError"
    | "DependencyBuildError"
    | "Failed"
    | "InvalidChartReference"
    | "MetadataPatchError"
    | "SourceUnavailable"
    | "Unknown"
    | "UnsupportedSourceKind"
    | "ValuesFilesError"
    | "VerificationError";
  /** Reasons of an ArtifactGenerator. */
  readonly ArtifactGenerator:
    "AccessDenied" | "BuildFailed" | "ReconciliationFailed" | "SourceFetchFailed" | "ValidationFailed";
  /** Reasons of an ImageRepository. */
  readonly ImageRepository: "AuthenticationFailed" | "FeatureGateDisabled" | "ImageURLInvalid" | "ReadOperationFailed";
  /** Reasons of an ImagePolicy; a dependency that is not ready is an error here. */
  readonly ImagePolicy:
    | "AccessDenied"
    | "DependencyNotReady"
    | "Failed"
    | "FeatureGateDisabled"
    | "ImageURLInvalid"
    | "IntervalNotConfigured";
  /** Reasons of an ImageUpdateAutomation. */
  readonly ImageUpdateAutomation:
    | "AccessDenied"
    | "FeatureGateDisabled"
    | "GitOperationFailed"
    | "InvalidPolicySelector"
    | "InvalidSourceConfiguration"
    | "InvalidUpdateStrategy"
    | "RemovedTemplateField"
    | "SourceManagerFailed"
    | "UpdateFailed";
}

/** A source or an image kind fails. Its error names no revision, and its next success is told as a recovery. */
export type FailureReport = {
  readonly [Kind in keyof FailureReasons]: {
    /** Which report this is. */
    readonly code: "failed";
    /** Kind of the object. */
    readonly kind: Kind;
    /** Name of the object. */
    readonly name: string;
    /** Namespace of the object. Default: `flux-system`. */
    readonly namespace?: string;
    /** Why it fails. */
    readonly reason: FailureReasons[Kind];
    /** What the controller says. */
    readonly message: string;
  };
}[keyof FailureReasons];
