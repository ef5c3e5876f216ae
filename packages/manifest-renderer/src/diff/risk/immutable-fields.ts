import type { JsonValue } from "../../json.ts";

/** What cannot be changed of the objects of a kind. */
interface ImmutableRule {
  readonly frozen: readonly FrozenField[];
  /** Fields below the frozen ones that may change. */
  readonly free?: RegExp;
}

interface FrozenField {
  readonly path: string;
  /** What the API server takes when the manifest says nothing. */
  readonly unset?: JsonValue;
  /** True when the API server chooses a value of its own when the manifest says nothing. */
  readonly isAssigned?: true;
}

const selector: ImmutableRule = { frozen: [{ path: "spec.selector" }] };
const roleRef: ImmutableRule = { frozen: [{ path: "roleRef" }] };

/**
 * Fields that Kubernetes refuses to change, by kind and group.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass
 */
export const IMMUTABLE_FIELDS: Readonly<Record<string, ImmutableRule>> = {
  "Deployment.apps": selector,
  "DaemonSet.apps": selector,
  "ReplicaSet.apps": selector,
  "StatefulSet.apps": {
    frozen: [
      { path: "spec.selector" },
      { path: "spec.serviceName" },
      { path: "spec.volumeClaimTemplates" },
      { path: "spec.podManagementPolicy", unset: "OrderedReady" },
    ],
  },
  "Job.batch": {
    frozen: [
      { path: "spec.template" },
      { path: "spec.selector", isAssigned: true },
      { path: "spec.completionMode", unset: "NonIndexed" },
      // An indexed Job may change it together with parallelism: better shown once too often.
      { path: "spec.completions" },
      { path: "spec.podFailurePolicy" },
      { path: "spec.backoffLimitPerIndex" },
      { path: "spec.managedBy" },
    ],
  },
  Pod: {
    frozen: [{ path: "spec" }],
    free: /^spec\.(?:activeDeadlineSeconds|tolerations|terminationGracePeriodSeconds|(?:initContainers|containers)\[[^\]]*\]\.image$)/,
  },
  Secret: { frozen: [{ path: "type", unset: "Opaque" }] },
  Service: {
    frozen: [
      { path: "spec.clusterIP", isAssigned: true },
      { path: "spec.clusterIPs", isAssigned: true },
    ],
  },
  PersistentVolumeClaim: {
    frozen: [{ path: "spec" }],
    free: /^spec\.(?:resources(?:\.requests|$)|volumeAttributesClassName)/,
  },
  "RoleBinding.rbac.authorization.k8s.io": roleRef,
  "ClusterRoleBinding.rbac.authorization.k8s.io": roleRef,
  "StorageClass.storage.k8s.io": {
    frozen: [
      { path: "provisioner" },
      { path: "parameters" },
      { path: "reclaimPolicy", unset: "Delete" },
      { path: "volumeBindingMode", unset: "Immediate" },
    ],
  },
  "CustomResourceDefinition.apiextensions.k8s.io": {
    frozen: [
      { path: "spec.group" },
      { path: "spec.scope" },
      { path: "spec.names.kind" },
      { path: "spec.names.plural" },
    ],
  },
  "PriorityClass.scheduling.k8s.io": {
    frozen: [{ path: "value" }, { path: "preemptionPolicy", unset: "PreemptLowerPriority" }],
  },
  "IngressClass.networking.k8s.io": { frozen: [{ path: "spec.controller" }] },
  "RuntimeClass.node.k8s.io": { frozen: [{ path: "handler" }] },
};
