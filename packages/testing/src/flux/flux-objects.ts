import type { FluxObject } from "./notification/notification-controller.ts";
import { seededPodName, seededUuid } from "./random.ts";

/** The kinds that the player plays, with their API and the controller that works on them. */
const KINDS = {
  GitRepository: { apiVersion: "source.toolkit.fluxcd.io/v1", controller: "source-controller" },
  OCIRepository: { apiVersion: "source.toolkit.fluxcd.io/v1", controller: "source-controller" },
  Bucket: { apiVersion: "source.toolkit.fluxcd.io/v1", controller: "source-controller" },
  HelmRepository: { apiVersion: "source.toolkit.fluxcd.io/v1", controller: "source-controller" },
  HelmChart: { apiVersion: "source.toolkit.fluxcd.io/v1", controller: "source-controller" },
  ArtifactGenerator: { apiVersion: "source.extensions.fluxcd.io/v1beta1", controller: "source-watcher" },
  Kustomization: { apiVersion: "kustomize.toolkit.fluxcd.io/v1", controller: "kustomize-controller" },
  HelmRelease: { apiVersion: "helm.toolkit.fluxcd.io/v2", controller: "helm-controller" },
  ImageRepository: { apiVersion: "image.toolkit.fluxcd.io/v1", controller: "image-reflector-controller" },
  ImagePolicy: { apiVersion: "image.toolkit.fluxcd.io/v1", controller: "image-reflector-controller" },
  ImageUpdateAutomation: { apiVersion: "image.toolkit.fluxcd.io/v1", controller: "image-automation-controller" },
} as const;

/** What is known of an object before Flux knows it. */
export interface ObjectOptions {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** Makes an object of a cluster, whose identity is the same for the same seed, cluster and name. */
export function toFluxObject(
  kind: keyof typeof KINDS,
  { name, namespace = "flux-system", annotations = {} }: ObjectOptions,
  { seed, cluster }: { readonly seed: number; readonly cluster: string },
): FluxObject {
  const { apiVersion, controller } = KINDS[kind];
  const uid = seededUuid(seed, `${cluster}/${kind}/${namespace}/${name}`);
  return {
    kind,
    apiVersion,
    namespace,
    name,
    uid,
    annotations,
    controller,
    pod: seededPodName(seed, cluster, controller),
  };
}

/** Names an object, as `Kind/namespace/name`. */
export function nameOf({ kind, namespace, name }: Pick<FluxObject, "kind" | "namespace" | "name">): string {
  return `${kind}/${namespace}/${name}`;
}
