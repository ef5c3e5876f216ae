/**
 * The reasons that kustomize-controller gives on events of a Kustomization.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#conditions
 */
export type KustomizationReason =
  | "AccessDenied"
  | "ArtifactFailed"
  | "BuildFailed"
  | "DependencyNotReady"
  | "DirectoryCreationFailed"
  | "FeatureGateDisabled"
  | "HealthCheckCanceled"
  | "HealthCheckFailed"
  | "InvalidCELExpression"
  | "Progressing"
  | "PruneFailed"
  | "ReconciliationFailed"
  | "ReconciliationSucceeded"
  | "ValidationFailed";

/**
 * The reasons that source-controller gives on events of a GitRepository.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/#gitrepository-status
 */
export type GitRepositoryReason =
  | "ArchiveOperationFailed"
  | "ArtifactVerificationFailed"
  | "AuthenticationFailed"
  | "CopyFailure"
  | "DirectoryCreationFailed"
  | "EmptyGitRepository"
  | "Failed"
  | "FeatureGateDisabled"
  | "GarbageCollectionFailed"
  | "GitOperationFailed"
  | "IllegalPath"
  | "InvalidCommitSignature"
  | "InvalidGitObject"
  | "InvalidPath"
  | "InvalidProviderConfiguration"
  | "InvalidTagSignature"
  | "InvalidVerificationMode"
  | "NewArtifact"
  | "PatchOperationFailed"
  | "SourceIgnoreError"
  | "StatOperationFailed"
  | "Succeeded"
  | "URLInvalid"
  | "VerificationError";

/** The reason of an event: one that is known, for completion in an editor, or any other text. */
export type FluxReason = KustomizationReason | GitRepositoryReason | (string & {});
