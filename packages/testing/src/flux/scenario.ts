/** What a rule knows when it decides how the reconciliation of a Kustomization ends. */
export interface Situation {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the Kustomization. */
  readonly kustomization: string;
  /** Namespace of the Kustomization. */
  readonly namespace: string;
  /** Commit that is applied, 40 hex digits; empty when an OCI artifact does not say which commit it was made of. */
  readonly sha: string;
  /** Files under the Kustomization's path at that commit, by their path below it; none when there is no such folder. */
  readonly files: ReadonlyMap<string, string>;
  /** 1 for the first attempt at this revision, then one more for each retry or interval. */
  readonly attempt: number;
}

/** All goes well. */
export interface Succeeded {
  /** Which ending this is. */
  readonly code: "succeeded";
}

/** The manifests cannot be built, decrypted or substituted. Nothing is applied. */
export interface BuildFailed {
  /** Which ending this is. */
  readonly code: "build-failed";
  /**
   * What kustomize-controller says, such as `decryption failed for '…': …` or `post build failed for '…': …`.
   * Default: a resource of kustomization.yaml is missing.
   */
  readonly message?: string;
}

/** The artifact cannot be downloaded, for as long as the scenario says so. Nothing is applied. */
export interface ArtifactFailed {
  /** Which ending this is. */
  readonly code: "artifact-failed";
  /** What kustomize-controller says. Default: source-controller does not answer. */
  readonly message?: string;
}

/**
 * The API server refuses an object. Namespaces and custom resource definitions are applied before the others; they stay,
 * and the error lists them.
 */
export interface ApplyFailed {
  /** Which ending this is. */
  readonly code: "apply-failed";
  /** The error. Default: the dry run of the first object that is not a Namespace or a definition is forbidden. */
  readonly message?: string;
}

/** Objects that left the folder cannot be deleted. A reconciliation that has nothing to delete succeeds. */
export interface PruneFailed {
  /** Which ending this is. */
  readonly code: "prune-failed";
  /** The error. Default: an admission webhook denies the deletion of the first object. */
  readonly message?: string;
}

/**
 * The manifests are applied, and what they describe does not become healthy. As with Flux itself, only a Kustomization
 * with `wait` or `healthChecks` notices; any other one reports a success.
 */
export interface Unhealthy {
  /** Which ending this is. */
  readonly code: "unhealthy";
  /** `timeout`: still in progress when the timeout ends. `stalled`: failed for good, noticed early. Default: `timeout`. */
  readonly cause?: "timeout" | "stalled";
  /** The objects, as `Kind/namespace/name`. Default: the workloads that are checked, or else all that is checked. */
  readonly objects?: readonly string[];
  /** What is wrong with an object, by its name: the text after its status. Default: Flux knows no more than the status. */
  readonly details?: Readonly<Record<string, string>>;
}

/** The source is in another namespace, which is forbidden. The error names no revision, and is not tried again. */
export interface AccessDenied {
  /** Which ending this is. */
  readonly code: "access-denied";
  /** The error. Default: `can't access 'GitRepository/…', cross-namespace references have been blocked`. */
  readonly message?: string;
}

/** An expression of the Kustomization cannot be parsed. It is not tried again. */
export interface InvalidCelExpression {
  /** Which ending this is. */
  readonly code: "invalid-cel-expression";
  /** Where the expression is; the error names the revision for `dependsOn` alone. Default: `healthCheckExprs`. */
  readonly field?: "healthCheckExprs" | "dependsOn";
  /** What is wrong with it. Default: `failed to parse the expression`. */
  readonly message?: string;
}

/** The Kustomization uses what a feature gate has switched off. The error names no revision, and is not tried again. */
export interface FeatureGateDisabled {
  /** Which ending this is. */
  readonly code: "feature-gate-disabled";
  /** The error. Default: that of `spec.decryption.serviceAccountName`. */
  readonly message?: string;
}

/** kustomize-controller cannot make its temporary folder. */
export interface DirectoryCreationFailed {
  /** Which ending this is. */
  readonly code: "directory-creation-failed";
  /** The error. Default: no space is left. */
  readonly message?: string;
}

/**
 * The status cannot be written, because somebody else wrote it at the same time. The error has the reason `Progressing`.
 * A Kustomization that checks health is interrupted after it has applied, any other one before.
 */
export interface StatusConflict {
  /** Which ending this is. */
  readonly code: "status-conflict";
  /** The error. Default: what the API server says of a conflict. */
  readonly message?: string;
}

/** How the reconciliation of a Kustomization ends. */
export type Ending =
  | Succeeded
  | BuildFailed
  | ArtifactFailed
  | ApplyFailed
  | PruneFailed
  | Unhealthy
  | AccessDenied
  | InvalidCelExpression
  | FeatureGateDisabled
  | DirectoryCreationFailed
  | StatusConflict;

/** Decides how a reconciliation ends; undefined leaves it to succeed. Is asked again at each attempt. */
export type Scenario = (situation: Situation) => Ending | undefined;
