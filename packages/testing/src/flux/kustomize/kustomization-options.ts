/**
 * A Kustomization.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface KustomizationOptions {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. Default: `flux-system`. */
  readonly namespace?: string;
  /** Folder of the source, such as `./envs/dev/cart`. */
  readonly path: string;
  /** The OCIRepository that feeds it. Default: the GitRepository. */
  readonly sourceRef?: OciSourceReference;
  /** How often to reconcile without any change. Default: 600,000. */
  readonly interval?: number;
  /** When to try again after a failure. Default: `interval`. */
  readonly retryInterval?: number;
  /** How long to wait for health. Default: 30 seconds less than `interval`, at least 30 seconds. */
  readonly timeout?: number;
  /** Whether objects are deleted that have left the folder. Default: true. */
  readonly prune?: boolean;
  /**
   * What becomes of the objects when the Kustomization is deleted: `MirrorPrune` deletes them if `prune` is on. Default:
   * `MirrorPrune`, as in Flux.
   */
  readonly deletionPolicy?: "MirrorPrune" | "Delete" | "WaitForTermination" | "Orphan";
  /** Whether to wait until all objects are healthy. Default: false. */
  readonly wait?: boolean;
  /** Objects to wait for when `wait` is false, as `Kind/namespace/name`. Default: none. */
  readonly healthChecks?: readonly string[];
  /** Names of Kustomizations of the same namespace that must be ready first, at the same revision where they have the same source. Default: none. */
  readonly dependsOn?: readonly string[];
  /** Annotations of the object; those of `event.toolkit.fluxcd.io/` become metadata of its events. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A reference to an OCIRepository of the same cluster. */
export interface OciSourceReference {
  /** Kind of the source. */
  readonly kind: "OCIRepository";
  /** Name of the source. */
  readonly name: string;
  /** Namespace of the source. Default: that of the Kustomization. */
  readonly namespace?: string;
}

/** What runs on a cluster on behalf of one Kustomization. */
export interface AppliedKustomization {
  /** Name of the Kustomization. */
  readonly name: string;
  /** Namespace of the Kustomization. */
  readonly namespace: string;
  /** Commit whose manifests run, 40 hex digits; undefined before the first apply, and when an OCI artifact does not name one. */
  readonly sha: string | undefined;
  /** Files of that commit under the Kustomization's path, by their path below it. */
  readonly files: ReadonlyMap<string, string>;
  /** Objects that run, as `Kind/namespace/name`. */
  readonly objects: readonly string[];
  /** Whether the last reconciliation succeeded. */
  readonly ready: boolean;
}
