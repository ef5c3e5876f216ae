/**
 * A GitRepository.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitRepositoryOptions {
  /** Address to fetch from, any that git takes: the `gitUrl` of the embedded GitHub, or the path of a bare repository. */
  readonly url: string;
  /** Branch to follow. Default: `main`. */
  readonly branch?: string;
  /** How often to look for a new commit. Default: 60,000. */
  readonly interval?: number;
  /** Name of the object. Default: `flux-system`. */
  readonly name?: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
}

/**
 * An OCIRepository. It finds what {@link FluxPlayer.pushArtifact} has pushed.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface OciRepositoryOptions {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
  /** Repository of the registry, such as `oci://ghcr.io/acme/manifests`. */
  readonly url: string;
  /** Tag to follow. Default: `latest`. */
  readonly tag?: string;
  /** How often to look at the tag, in milliseconds. Default: 60,000. */
  readonly interval?: number;
}
