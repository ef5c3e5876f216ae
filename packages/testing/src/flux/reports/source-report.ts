/** The object that a report is about. */
export interface ReportedObject {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
}

/** A Bucket has fetched its files. */
export interface BucketStored extends ReportedObject {
  /** Which report this is. */
  readonly code: "bucket-stored";
  /** Name of the bucket at its provider. */
  readonly bucket: string;
  /** How many files were fetched. */
  readonly files: number;
  /** Revision of the artifact, `sha256:…`. */
  readonly revision: string;
}

/** A HelmRepository has fetched its index. */
export interface HelmRepositoryStored extends ReportedObject {
  /** Which report this is. */
  readonly code: "helm-repository-stored";
  /** Address of the repository. */
  readonly url: string;
  /** Size of the index in bytes. */
  readonly size: number;
  /** Revision of the artifact, `sha256:…`. */
  readonly revision: string;
}

/** A HelmChart was pulled from a HelmRepository. */
export interface ChartPulled extends ReportedObject {
  /** Which report this is. */
  readonly code: "chart-pulled";
  /** Name of the chart. */
  readonly chart: string;
  /** Version of the chart. */
  readonly version: string;
}

/** A HelmChart was packaged from the files of a GitRepository or Bucket. */
export interface ChartPackaged extends ReportedObject {
  /** Which report this is. */
  readonly code: "chart-packaged";
  /** Name of the chart. */
  readonly chart: string;
  /** Version of the chart. */
  readonly version: string;
  /** Values files that were merged into it. Default: none. */
  readonly valuesFiles?: readonly string[];
}

/** An artifact that an ArtifactGenerator has made. */
export interface ReportedArtifact {
  /** The ExternalArtifact, as `namespace/name`. */
  readonly name: string;
  /** Digest of the artifact, `sha256:…`. */
  readonly digest: string;
}

/** An ArtifactGenerator has made ExternalArtifacts. */
export interface ExternalArtifactsReconciled extends ReportedObject {
  /** Which report this is. */
  readonly code: "external-artifacts-reconciled";
  /** The artifacts. */
  readonly artifacts: readonly ReportedArtifact[];
}

/**
 * A source has a new artifact. Told when it is another one than before, and after a failure; otherwise nothing is said.
 *
 * @see https://fluxcd.io/flux/components/source/
 */
export type SourceReport =
  BucketStored | HelmRepositoryStored | ChartPulled | ChartPackaged | ExternalArtifactsReconciled;
