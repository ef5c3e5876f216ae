/** How one field of a built-in kind merges. Without a rule, maps merge, and lists and scalars are replaced. */
export interface MergeRule {
  /** Type of the map, or of the items of the list. */
  readonly type?: string;
  /** Fields that tell one item of the list from another; the list merges item by item. */
  readonly keys?: readonly string[];
  /** Whether a list of scalars is joined. */
  readonly set?: true;
  /** Whether a map is replaced. */
  readonly replace?: true;
}

/** Gives the rule of each field of a map. */
export type RuleOf = (field: string) => MergeRule;

type MergeRules = Readonly<Record<string, MergeRule>>;

const map = (type: string): MergeRule => ({ type });
const list = (keys: readonly string[], type = ""): MergeRule => ({ keys, type });

const CONTAINER: MergeRules = {
  env: list(["name"]),
  ports: list(["containerPort", "protocol"]),
  volumeDevices: list(["devicePath"]),
  volumeMounts: list(["mountPath"]),
};

/**
 * Types and the fields that merge in their own way, as the API server's Go types say it in `patchMergeKey` and
 * `patchStrategy`, of Kubernetes 1.25 to 1.37. Lists inside of lists that are replaced are left out.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/swagger.json
 */
export const mergeRules: Readonly<Record<string, MergeRules>> = {
  ObjectMeta: { finalizers: { set: true }, ownerReferences: list(["uid"]) },
  Status: { addresses: list(["type"]), conditions: list(["type"]) },

  PodTemplateSpec: { metadata: map("ObjectMeta"), spec: map("PodSpec") },
  PodSpec: {
    containers: list(["name"], "Container"),
    ephemeralContainers: list(["name"], "EphemeralContainer"),
    evictionResponders: list(["name"]),
    hostAliases: list(["ip"]),
    imagePullSecrets: list(["name"]),
    initContainers: list(["name"], "Container"),
    resourceClaims: list(["name"]),
    schedulingGates: list(["name"]),
    topologySpreadConstraints: list(["topologyKey", "whenUnsatisfiable"]),
    volumes: list(["name"], "Volume"),
  },
  Container: CONTAINER,
  EphemeralContainer: CONTAINER,
  Volume: { ephemeral: map("EphemeralVolumeSource") },
  EphemeralVolumeSource: { volumeClaimTemplate: map("PersistentVolumeClaimTemplate") },
  PersistentVolumeClaimTemplate: { metadata: map("ObjectMeta") },

  WorkloadSpec: { template: map("PodTemplateSpec") },
  JobSpec: { template: map("PodTemplateSpec"), scheduling: map("JobSchedulingConfiguration") },
  JobSchedulingConfiguration: { resourceClaims: list(["name"]) },
  CronJobSpec: { jobTemplate: map("JobTemplateSpec") },
  JobTemplateSpec: { metadata: map("ObjectMeta"), spec: map("JobSpec") },

  ServiceSpec: { ports: list(["port", "protocol"]) },
  NodeSpec: { podCIDRs: { set: true } },
  PodDisruptionBudgetSpec: { selector: { replace: true } },
  CSINodeSpec: { drivers: list(["name"]) },
  PodGroupSpec: { resourceClaims: list(["name"]) },
  MutatingWebhook: { matchConditions: list(["name"]) },
  ValidatingWebhook: { matchConditions: list(["name"]) },
  MutatingAdmissionPolicySpec: { matchConditions: list(["name"]) },
  ValidatingAdmissionPolicySpec: { matchConditions: list(["name"]), variables: list(["name"]) },

  CronJob: { spec: map("CronJobSpec") },
  CSINode: { spec: map("CSINodeSpec") },
  DaemonSet: { spec: map("WorkloadSpec") },
  Deployment: { spec: map("WorkloadSpec") },
  Job: { spec: map("JobSpec") },
  MutatingAdmissionPolicy: { spec: map("MutatingAdmissionPolicySpec") },
  MutatingWebhookConfiguration: { webhooks: list(["name"], "MutatingWebhook") },
  Node: { spec: map("NodeSpec") },
  Pod: { spec: map("PodSpec") },
  PodDisruptionBudget: { spec: map("PodDisruptionBudgetSpec") },
  PodGroup: { spec: map("PodGroupSpec") },
  PodTemplate: { template: map("PodTemplateSpec") },
  ReplicaSet: { spec: map("WorkloadSpec") },
  ReplicationController: { spec: map("WorkloadSpec") },
  Service: { spec: map("ServiceSpec") },
  ServiceAccount: { secrets: list(["name"]) },
  StatefulSet: { spec: map("WorkloadSpec") },
  ValidatingAdmissionPolicy: { spec: map("ValidatingAdmissionPolicySpec") },
  ValidatingWebhookConfiguration: { webhooks: list(["name"], "ValidatingWebhook") },
};

/** Fields of every kind. */
const ANY_KIND: MergeRules = { metadata: map("ObjectMeta"), status: map("Status") };

/** Values that the API server puts in for a key that is not set: `80` and `80/TCP` are the same port. */
export const keyDefaults: Readonly<Record<string, string>> = { protocol: "TCP" };

/** Groups of the API server itself; every other group, `autoscaling.k8s.io` too, comes from a CustomResourceDefinition. */
const BUILT_IN_GROUPS = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "internal.apiserver.k8s.io",
  "lifecycle.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
]);

/** Tells whether Kubernetes itself defines the kinds of an API group. */
export function isBuiltInGroup(group: string): boolean {
  return BUILT_IN_GROUPS.has(group);
}

/** Gives the rule of a field; the type of a whole object is its kind. */
export function ruleOf(type: string, field: string): MergeRule {
  const rules = Object.hasOwn(mergeRules, type) ? mergeRules[type] : undefined;
  return rules !== undefined && Object.hasOwn(rules, field) ? (rules[field] ?? {}) : {};
}

/** Gives the rule of a field at the top of an object. */
export function rootRuleOf(kind: string, field: string): MergeRule {
  return (Object.hasOwn(ANY_KIND, field) ? ANY_KIND[field] : undefined) ?? ruleOf(kind, field);
}
