/**
 * Says one thing about a Kubernetes object.
 *
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#condition-v1-meta
 */
export interface ObjectCondition {
  /** What it is about, such as `Ready`. */
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  /** CamelCase word for it, or `""`. */
  readonly reason: string;
  /** Text for people, or `""`. */
  readonly message: string;
  /** Time since which status, reason and message are these, RFC 3339. */
  readonly lastTransitionTime?: string | undefined;
  /** Generation of the object that it speaks of. */
  readonly observedGeneration?: number | undefined;
}

/**
 * A reconciliation that a Kustomization remembers, from Flux 2.7 on.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#history
 */
export interface ReconciliationSnapshot {
  /** Revision that was reconciled. */
  readonly revision?: string | undefined;
  /** Revision of the code behind the OCI artifact that was reconciled. */
  readonly originRevision?: string | undefined;
}

/**
 * A Helm release that a HelmRelease remembers.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#history
 */
export interface ReleaseSnapshot {
  /** Version of the chart. */
  readonly chartVersion: string;
  /** Version of the application in the chart. */
  readonly appVersion?: string | undefined;
  /** Digest of the OCI artifact that the chart came from. */
  readonly ociDigest?: string | undefined;
}

/** The status of one Flux object and what is needed to judge it; plain data, with the names of Kubernetes and Flux. */
export interface FluxObjectState {
  /** `Kustomization` or `HelmRelease`; other kinds tell nothing about what runs. */
  readonly kind: string;
  /** API group and version, such as `kustomize.toolkit.fluxcd.io/v1`. */
  readonly apiVersion: string;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. */
  readonly namespace?: string | undefined;
  /** Unique id of the object. */
  readonly uid?: string | undefined;
  /** Version of the object when it was read. */
  readonly resourceVersion?: string | undefined;
  /** `metadata.generation`: counts the changes of the spec. */
  readonly generation?: number | undefined;
  /** `status.observedGeneration`: the last one that its controller has reconciled. */
  readonly observedGeneration?: number | undefined;
  /** `spec.suspend`. */
  readonly suspended: boolean;
  /** `metadata.deletionTimestamp`, when the object is being deleted. */
  readonly deletionTimestamp?: string | undefined;
  /** `status.conditions`. */
  readonly conditions: readonly ObjectCondition[];
  /** `status.lastAppliedRevision`. */
  readonly lastAppliedRevision?: string | undefined;
  /** `status.lastAppliedOriginRevision` of a Kustomization. */
  readonly lastAppliedOriginRevision?: string | undefined;
  /** `status.lastAttemptedRevision`. */
  readonly lastAttemptedRevision?: string | undefined;
  /** `status.history` of a Kustomization, the latest first. */
  readonly reconciliations: readonly ReconciliationSnapshot[];
  /** `status.history` of a HelmRelease, the latest first. */
  readonly releases: readonly ReleaseSnapshot[];
  /** Annotations `event.toolkit.fluxcd.io/<key>`, by their bare keys: they become metadata of the event. */
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * Latest time at which one of these annotations may have changed, RFC 3339: from `metadata.managedFields`. While it is
   * unknown, or not before the condition, annotations that name a revision are left out: the status may be older.
   */
  readonly annotatedAt?: string | undefined;
}
