import type { FeatureGate, FluxVersion } from "../flux-version.ts";
import type { HelmReleaseOptions } from "../helm/helm-release-options.ts";
import type { KustomizationOptions } from "../kustomize/kustomization-options.ts";
import type { OciRepositoryOptions } from "../source/source-options.ts";

/** One cluster with its Flux. */
export interface ClusterOptions {
  /** Name of the cluster. Flux does not know it, and it is in no event unless `eventMetadata` says it. */
  readonly name: string;
  /** Where the events go. */
  readonly provider: ProviderOptions;
  /** What the Alert adds to the metadata of each event, for example `{ cluster: "dev" }`. Default: nothing. */
  readonly eventMetadata?: Readonly<Record<string, string>>;
  /** The release of Flux that it runs. Default: `2.9.4`, the newest one whose source was read. */
  readonly flux?: FluxVersion;
  /** Feature gates that its controllers have switched on. Default: none, as in Flux. */
  readonly featureGates?: readonly FeatureGate[];
  /** The OCIRepositories of the cluster, for Kustomizations with a `sourceRef`. Default: none. */
  readonly ociRepositories?: readonly OciRepositoryOptions[];
  /** The Kustomizations of the cluster. Default: none. */
  readonly kustomizations?: readonly KustomizationOptions[];
  /** The HelmReleases of the cluster. Default: none. */
  readonly helmReleases?: readonly HelmReleaseOptions[];
}

/**
 * A Provider of type `generic-hmac`, or `generic` when it has no secret.
 *
 * @see https://fluxcd.io/flux/components/notification/providers/#generic-webhook-with-hmac
 */
export interface ProviderOptions {
  /** Address of the receiver. */
  readonly address: string;
  /** Token of the Provider's Secret. Default: none, and no signature. */
  readonly secret?: string;
  /** Time for all tries of one event together. Default: 15,000, as in Flux. */
  readonly timeout?: number;
}
