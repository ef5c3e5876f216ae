import type { FluxInstanceReason, ResourceSetInputProviderReason, ResourceSetReason } from "./flux-operator.ts";
import type { HelmReleaseReason } from "./helm-controller.ts";
import type { ImageUpdateAutomationReason } from "./image-automation-controller.ts";
import type { ImagePolicyReason, ImageRepositoryReason } from "./image-reflector-controller.ts";
import type { KustomizationReason } from "./kustomize-controller.ts";
import type {
  BucketReason,
  GitRepositoryReason,
  HelmChartReason,
  HelmRepositoryReason,
  OCIRepositoryReason,
} from "./source-controller.ts";
import type { ArtifactGeneratorReason } from "./source-watcher.ts";
import type { TerraformReason } from "./tofu-controller.ts";

/** The known reasons of each kind. */
export interface KnownReasons {
  /** Reasons of kustomize-controller. */
  readonly Kustomization: KustomizationReason;
  /** Reasons of helm-controller. */
  readonly HelmRelease: HelmReleaseReason;
  /** Reasons of source-controller for Git. */
  readonly GitRepository: GitRepositoryReason;
  /** Reasons of source-controller for OCI artifacts. */
  readonly OCIRepository: OCIRepositoryReason;
  /** Reasons of source-controller for buckets. */
  readonly Bucket: BucketReason;
  /** Reasons of source-controller for indexes of charts. */
  readonly HelmRepository: HelmRepositoryReason;
  /** Reasons of source-controller for charts. */
  readonly HelmChart: HelmChartReason;
  /** Reasons of source-watcher. */
  readonly ArtifactGenerator: ArtifactGeneratorReason;
  /** Reasons of image-reflector-controller for a scan. */
  readonly ImageRepository: ImageRepositoryReason;
  /** Reasons of image-reflector-controller for a choice. */
  readonly ImagePolicy: ImagePolicyReason;
  /** Reasons of image-automation-controller. */
  readonly ImageUpdateAutomation: ImageUpdateAutomationReason;
  /** Reasons of tofu-controller. */
  readonly Terraform: TerraformReason;
  /** Reasons of flux-operator for an installation of Flux. */
  readonly FluxInstance: FluxInstanceReason;
  /** Reasons of flux-operator for a set of resources. */
  readonly ResourceSet: ResourceSetReason;
  /** Reasons of flux-operator for the inputs of one. */
  readonly ResourceSetInputProvider: ResourceSetInputProviderReason;
}

/** A kind whose events this version reads. Kinds are added in minor versions. */
export type FluxKind = keyof KnownReasons;

/** The reason of an event of one kind: one that is known, for completion in an editor, or any other text. */
export type ReasonOf<Kind extends FluxKind> = KnownReasons[Kind] | (string & {});

/** The reason of an event of any kind. */
export type FluxReason = ReasonOf<FluxKind>;
