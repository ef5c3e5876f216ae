/**
 * A chart, as far as the events of a release name it.
 *
 * @see https://helm.sh/docs/topics/charts/#the-chartyaml-file
 */
export interface ChartOptions {
  /** Name in Chart.yaml. */
  readonly name: string;
  /** Version in Chart.yaml. */
  readonly version: string;
  /** `appVersion` in Chart.yaml. Default: none, and none in the events. */
  readonly appVersion?: string;
  /**
   * Digest of the chart's OCI artifact, `sha256:…`, for a release with a `chartRef` to an OCIRepository. Flux appends its
   * first twelve digits to the version. Default: the chart comes from a HelmRepository, GitRepository or Bucket.
   */
  readonly digest?: string;
}

/**
 * What is done about a failed release.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/#configuring-failure-handling
 */
export interface HelmRemediation {
  /** How often to try again after the first failure; negative for ever. Default: 0. */
  readonly retries?: number;
  /** Whether the last failure is remediated as well. Default: for upgrades with retries. */
  readonly remediateLastFailure?: boolean;
}

/** What is done about a failed upgrade. */
export interface HelmUpgradeRemediation extends HelmRemediation {
  /** Whether to go back to the release before, or to begin anew. Default: `rollback`, as in Flux. */
  readonly strategy?: "rollback" | "uninstall";
}

/** The tests of a chart. */
export interface HelmTest {
  /** How many test hooks the chart has. Default: 0. */
  readonly hooks?: number;
}

/**
 * A HelmRelease.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export interface HelmReleaseOptions {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
  /** The chart at the start; {@link PlayedHelmRelease.update} changes it. */
  readonly chart: ChartOptions;
  /** The values at the start, any JSON; they are compared, and nothing is rendered. Default: none. */
  readonly values?: unknown;
  /** Name of the release. Default: `name`, with the target namespace before it where there is one. */
  readonly releaseName?: string;
  /** Namespace of the release. Default: `namespace`. */
  readonly targetNamespace?: string;
  /** How often to look whether the release is still as it should be, in milliseconds. Default: 600,000. */
  readonly interval?: number;
  /** How long a Helm action may take, in milliseconds. Default: 300,000, as in Flux. */
  readonly timeout?: number;
  /** What is done about a failed install: it is uninstalled. */
  readonly install?: HelmRemediation;
  /** What is done about a failed upgrade: it is rolled back, or uninstalled if `strategy` says so. */
  readonly upgrade?: HelmUpgradeRemediation;
  /** Runs the chart's tests after each release. Default: no tests. */
  readonly test?: HelmTest;
  /** Whether drift is corrected, only told, or not looked for. Default: `disabled`, as in Flux. */
  readonly driftDetection?: "enabled" | "warn" | "disabled";
  /** Names of HelmReleases of the same namespace that must be ready first. Default: none. */
  readonly dependsOn?: readonly string[];
  /** Annotations of the object; those of `event.toolkit.fluxcd.io/` become metadata of its events. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}
