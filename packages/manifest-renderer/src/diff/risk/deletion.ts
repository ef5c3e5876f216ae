import type { ObjectChange, Risk, RiskCode } from "./risk.ts";

/**
 * Kinds whose deletion takes more with it than the object.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
const DELETIONS: Readonly<Record<string, readonly [RiskCode, string]>> = {
  Namespace: ["deletion/data", "the namespace is deleted, and with it every object in it"],
  PersistentVolume: ["deletion/data", "the volume is deleted, and its data can be lost with it"],
  PersistentVolumeClaim: [
    "deletion/data",
    "the claim is deleted, and its data with it when the volume has the reclaim policy Delete",
  ],
  "CustomResourceDefinition.apiextensions.k8s.io": [
    "deletion/data",
    "the definition is deleted, and with it every object of this kind in the cluster",
  ],
  "StatefulSet.apps": [
    "deletion/data",
    "the pods are deleted, and their claims with them when persistentVolumeClaimRetentionPolicy says so",
  ],
  Secret: [
    "deletion/data",
    "the Secret is deleted: pods that refer to it do not start any more, and its values may be nowhere else",
  ],
  "StorageClass.storage.k8s.io": ["deletion/protection", "new claims of this class are no longer served"],
  "NetworkPolicy.networking.k8s.io": ["deletion/protection", "traffic that the policy kept away is let through"],
  "PodDisruptionBudget.policy": ["deletion/protection", "a drained node may stop all pods at once"],
  ResourceQuota: ["deletion/protection", "the namespace may use more than its quota"],
  LimitRange: ["deletion/protection", "new containers get no default limits any more"],
  "ValidatingWebhookConfiguration.admissionregistration.k8s.io": [
    "deletion/protection",
    "objects are no longer checked by this webhook",
  ],
  "MutatingWebhookConfiguration.admissionregistration.k8s.io": [
    "deletion/protection",
    "objects are no longer changed by this webhook",
  ],
  "ValidatingAdmissionPolicy.admissionregistration.k8s.io": [
    "deletion/protection",
    "objects are no longer checked by this policy",
  ],
  "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io": [
    "deletion/protection",
    "objects are no longer checked by the policy that is bound",
  ],
};

/** The object goes: with `prune`, Flux deletes it from the cluster. */
export function deletionRisks({ kind, after }: ObjectChange): readonly Risk[] {
  if (after !== undefined) return [];
  const [code, message] = Object.hasOwn(DELETIONS, kind) ? (DELETIONS[kind] ?? OBJECT) : OBJECT;
  return [{ code, message }];
}

const OBJECT: readonly [RiskCode, string] = ["deletion/object", "the object is deleted from the cluster"];
