import { isJsonObject } from "../json.ts";
import type { Resource, ResourceId } from "./resource.ts";
import { resourceIdOf } from "./resource.ts";

/**
 * Kinds of Kubernetes itself that belong to the cluster and have no namespace.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  "ComponentStatus",
  "Namespace",
  "Node",
  "PersistentVolume",
  "MutatingAdmissionPolicy.admissionregistration.k8s.io",
  "MutatingAdmissionPolicyBinding.admissionregistration.k8s.io",
  "MutatingWebhookConfiguration.admissionregistration.k8s.io",
  "ValidatingAdmissionPolicy.admissionregistration.k8s.io",
  "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io",
  "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
  "CustomResourceDefinition.apiextensions.k8s.io",
  "APIService.apiregistration.k8s.io",
  "CertificateSigningRequest.certificates.k8s.io",
  "ClusterTrustBundle.certificates.k8s.io",
  "FlowSchema.flowcontrol.apiserver.k8s.io",
  "PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io",
  "IngressClass.networking.k8s.io",
  "IPAddress.networking.k8s.io",
  "ServiceCIDR.networking.k8s.io",
  "RuntimeClass.node.k8s.io",
  "PodSecurityPolicy.policy",
  "ClusterRole.rbac.authorization.k8s.io",
  "ClusterRoleBinding.rbac.authorization.k8s.io",
  "DeviceClass.resource.k8s.io",
  "DeviceTaintRule.resource.k8s.io",
  "ResourceSlice.resource.k8s.io",
  "PriorityClass.scheduling.k8s.io",
  "CSIDriver.storage.k8s.io",
  "CSINode.storage.k8s.io",
  "StorageClass.storage.k8s.io",
  "VolumeAttachment.storage.k8s.io",
  "VolumeAttributesClass.storage.k8s.io",
  "StorageVersionMigration.storagemigration.k8s.io",
]);

/** Tells which resources belong to the cluster. */
export type IsClusterScoped = (resource: Resource) => boolean;

/** Learns which custom kinds, as `Kind.group`, the CustomResourceDefinitions among the resources put into the cluster. */
export function clusterScopedKinds(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap(clusterKindOf);
}

/**
 * Makes the function that tells the scope of a kind from those of Kubernetes and the `custom` ones, as `Kind.group`.
 *
 * A kind that nobody declares counts as namespaced, as for kustomize.
 */
export function createScope(custom: readonly string[]): IsClusterScoped {
  const kinds = new Set(custom);
  return (resource) => {
    const kind = qualifiedKind(resourceIdOf(resource));
    return CLUSTER_SCOPED.has(kind) || kinds.has(kind);
  };
}

function clusterKindOf(resource: Resource): readonly string[] {
  const { spec } = resource;
  if (resource.kind !== "CustomResourceDefinition" || !isJsonObject(spec) || spec["scope"] !== "Cluster") return [];
  const { group, names } = spec;
  const kind = isJsonObject(names) ? names["kind"] : undefined;
  return typeof group === "string" && typeof kind === "string" ? [qualifiedKind({ group, kind })] : [];
}

/** Names a kind: `Deployment.apps`, or `Service` for one of the core group. */
export function qualifiedKind({ group, kind }: Pick<ResourceId, "group" | "kind">): string {
  return group === "" ? kind : `${kind}.${group}`;
}
