/** Kinds that apply something, and so tell what runs. */
export type FluxObjectKind = "Kustomization" | "HelmRelease";

/** Where the Kubernetes API has the objects of a kind. */
export interface FluxResource {
  /** API group. */
  readonly group: string;
  /** Versions with a status that is read here, the one to prefer first. */
  readonly versions: readonly string[];
  /** Name of the resource in paths. */
  readonly plural: string;
}

/**
 * Flux 2.0 and later serve the first version of Kustomizations, Flux 2.3 and later that of HelmReleases.
 *
 * @see https://fluxcd.io/flux/components/kustomize/api/v1/
 * @see https://fluxcd.io/flux/components/helm/api/v2/
 */
export const FLUX_RESOURCES: Readonly<Record<FluxObjectKind, FluxResource>> = {
  Kustomization: { group: "kustomize.toolkit.fluxcd.io", versions: ["v1", "v1beta2"], plural: "kustomizations" },
  HelmRelease: { group: "helm.toolkit.fluxcd.io", versions: ["v2", "v2beta2"], plural: "helmreleases" },
};
