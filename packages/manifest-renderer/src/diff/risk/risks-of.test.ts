import { describe, expect, test } from "vitest";

import type { JsonObject } from "../../json.ts";
import type { Resource } from "../../resource/resource.ts";
import { diffResources } from "../diff-resources.ts";

function object(kind: string, fields: JsonObject, apiVersion = "v1"): Resource {
  return { apiVersion, kind, metadata: { name: "a" }, ...fields };
}

function deployment(spec: JsonObject): Resource {
  return object("Deployment", { spec }, "apps/v1");
}

function podOf(container: JsonObject, pod: JsonObject = {}): Resource {
  return deployment({ template: { spec: { containers: [{ name: "c", ...container }], ...pod } } });
}

function risks(
  before: Resource | undefined,
  after: Resource | undefined,
): readonly (readonly (string | undefined)[])[] {
  const diffs = diffResources(before === undefined ? [] : [before], after === undefined ? [] : [after]);
  return diffs.flatMap((diff) => diff.risks.map(({ code, path }) => [code, path]));
}

describe("the risk of a deletion", () => {
  test.each([
    ["ConfigMap", "v1", "deletion/object"],
    ["PersistentVolumeClaim", "v1", "deletion/data"],
    ["Namespace", "v1", "deletion/data"],
    ["Secret", "v1", "deletion/data"],
    ["StatefulSet", "apps/v1", "deletion/data"],
    ["CustomResourceDefinition", "apiextensions.k8s.io/v1", "deletion/data"],
    ["NetworkPolicy", "networking.k8s.io/v1", "deletion/protection"],
    ["PodDisruptionBudget", "policy/v1", "deletion/protection"],
    // A kind of somebody else with the same name.
    ["Namespace", "example.com/v1", "deletion/object"],
    ["constructor", "v1", "deletion/object"],
  ])("of a %s (%s) is %s", (kind, apiVersion, code) => {
    expect(risks(object(kind, {}, apiVersion), undefined)).toEqual([[code, undefined]]);
  });
});

describe("a field that cannot be changed", () => {
  const frozen = (kind: string, apiVersion: string, before: JsonObject, after: JsonObject) =>
    risks(object(kind, before, apiVersion), object(kind, after, apiVersion));

  test.each([
    [
      "Deployment",
      "apps/v1",
      { spec: { selector: { a: "1" } } },
      { spec: { selector: { a: "2" } } },
      "spec.selector.a",
    ],
    ["StatefulSet", "apps/v1", { spec: {} }, { spec: { podManagementPolicy: "Parallel" } }, "spec.podManagementPolicy"],
    ["Job", "batch/v1", { spec: { template: { x: 1 } } }, { spec: { template: { x: 2 } } }, "spec.template.x"],
    ["Service", "v1", { spec: {} }, { spec: { clusterIP: "None" } }, "spec.clusterIP"],
    [
      "PersistentVolumeClaim",
      "v1",
      { spec: { storageClassName: "a" } },
      { spec: { storageClassName: "b" } },
      "spec.storageClassName",
    ],
    ["ConfigMap", "v1", { immutable: true, data: { a: "1" } }, { immutable: true, data: { a: "2" } }, "data.a"],
    ["Secret", "v1", { type: "a" }, {}, "type"],
    ["StorageClass", "storage.k8s.io/v1", { provisioner: "a" }, { provisioner: "b" }, "provisioner"],
    [
      "CustomResourceDefinition",
      "apiextensions.k8s.io/v1",
      { spec: { scope: "Cluster" } },
      { spec: { scope: "Namespaced" } },
      "spec.scope",
    ],
    ["PriorityClass", "scheduling.k8s.io/v1", { value: 1 }, { value: 2 }, "value"],
    [
      "RoleBinding",
      "rbac.authorization.k8s.io/v1",
      { roleRef: { name: "a" } },
      { roleRef: { name: "b" } },
      "roleRef.name",
    ],
    ["Pod", "v1", { spec: { nodeName: "a" } }, { spec: { nodeName: "b" } }, "spec.nodeName"],
  ])("of a %s is shown", (kind, apiVersion, before, after, path) => {
    expect(frozen(kind, apiVersion, before, after)).toContainEqual(["immutable/field", path]);
  });

  test.each([
    ["StatefulSet", "apps/v1", { spec: {} }, { spec: { podManagementPolicy: "OrderedReady", replicas: 2 } }],
    ["Service", "v1", { spec: { clusterIP: "10.0.0.1" } }, { spec: {} }],
    ["Service", "v1", { spec: { selector: { a: "1" } } }, { spec: { selector: { a: "2" } } }],
    ["ConfigMap", "v1", { data: { a: "1" } }, { immutable: true, data: { a: "2" } }],
    [
      "PersistentVolumeClaim",
      "v1",
      { spec: { resources: { requests: { storage: "1000Mi" } } } },
      { spec: { resources: { requests: { storage: "1Gi" } } } },
    ],
    [
      "Pod",
      "v1",
      { spec: { containers: [{ name: "a", image: "x" }] } },
      { spec: { containers: [{ name: "a", image: "y" }] } },
    ],
    ["StatefulSet", "example.com/v1", { spec: { serviceName: "a" } }, { spec: { serviceName: "b" } }],
  ])("is not suspected where a %s may change (%s)", (kind, apiVersion, before, after) => {
    expect(frozen(kind, apiVersion, before, after)).toEqual([]);
  });

  test("is the size of a claim only when it goes down", () => {
    const claim = (storage: string) => ({ spec: { resources: { requests: { storage } } } });
    expect(frozen("PersistentVolumeClaim", "v1", claim("1Ti"), claim("900Gi"))).toEqual([
      ["immutable/shrink", "spec.resources.requests.storage"],
    ]);
  });
});

describe("rights in the cluster", () => {
  const api = "rbac.authorization.k8s.io/v1";
  const rule = (verbs: readonly string[], names?: readonly string[]) => ({
    apiGroups: [""],
    resources: ["secrets"],
    verbs,
    ...(names === undefined ? {} : { resourceNames: names }),
  });
  const role = (...rules: readonly JsonObject[]) => object("Role", { rules }, api);

  test("are shown when a role grants more", () => {
    expect(risks(role(rule(["get"])), role(rule(["get", "delete"])))).toEqual([["rbac/grants-more", "rules"]]);
    expect(risks(role(rule(["get"], ["a"])), role(rule(["get"])))).toEqual([["rbac/grants-more", "rules"]]);
  });

  test("are not shown when a role grants less", () => {
    expect(risks(role(rule(["get", "list"])), role(rule(["get"], ["a"])))).toEqual([]);
  });

  test("are shown when a new role grants everything, or lets its holders raise their own", () => {
    expect(risks(undefined, role(rule(["*"])))).toEqual([["rbac/wildcard", "rules"]]);
    expect(risks(undefined, role(rule(["escalate"])))).toEqual([["rbac/grants-more", "rules"]]);
    expect(risks(undefined, role(rule(["get"])))).toEqual([]);
  });

  test("are shown when a subject gets a role, above all cluster-admin", () => {
    const binding = (name: string, ...users: readonly string[]) =>
      object(
        "ClusterRoleBinding",
        { roleRef: { kind: "ClusterRole", name }, subjects: users.map((user) => ({ kind: "User", name: user })) },
        api,
      );
    expect(risks(undefined, binding("view", "x"))).toEqual([["rbac/binding", "subjects"]]);
    expect(risks(binding("cluster-admin", "x"), binding("cluster-admin", "x", "y"))).toEqual([
      ["rbac/cluster-admin", "subjects"],
    ]);
    expect(risks(binding("view", "x", "y"), binding("view", "x"))).toEqual([]);
  });

  test("are shown when a role is added to others by its label", () => {
    const labels = { "rbac.authorization.k8s.io/aggregate-to-edit": "true" };
    const aggregated = { ...object("ClusterRole", {}, api), metadata: { name: "a", labels } };
    expect(risks(undefined, aggregated)).toEqual([["rbac/grants-more", "metadata.labels"]]);
  });

  test("are compared in time that does not explode with many rules", () => {
    const many = (verb: string) => role(...Array.from({ length: 5_000 }, (_, index) => rule([`${verb}${index}`])));
    expect(risks(many("a"), many("b"))).toEqual([["rbac/grants-more", "rules"]]);
  });
});

describe("rights over the node", () => {
  const path = "spec.template.spec";

  test.each([
    [podOf({}, { hostNetwork: true }), "exposure/host", `${path}.hostNetwork`],
    [
      podOf({}, { volumes: [{ name: "v", hostPath: { path: "/" } }] }),
      "exposure/host",
      `${path}.volumes[name=v].hostPath`,
    ],
    [
      podOf({ securityContext: { privileged: true } }),
      "exposure/privileged",
      `${path}.containers[name=c].securityContext.privileged`,
    ],
    [
      podOf({ securityContext: { runAsUser: 0 } }),
      "exposure/privileged",
      `${path}.containers[name=c].securityContext.runAsUser`,
    ],
    [
      podOf({ securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }),
      "exposure/privileged",
      `${path}.containers[name=c].securityContext.capabilities.add["SYS_ADMIN"]`,
    ],
  ])("are shown when pods get them, and not when they had them", (after, code, place) => {
    expect(risks(podOf({}), after)).toEqual([[code, place]]);
    expect(risks(undefined, after)).toEqual([[code, place]]);
    expect(risks(after, { ...after, metadata: { name: "a", labels: { x: "y" } } })).toEqual([]);
    expect(risks(after, podOf({}))).toEqual([]);
  });

  test("are found in pods of kinds that nobody knew before", () => {
    const rollout = object(
      "Rollout",
      { spec: { deep: [{ pod: { containers: [], hostPID: true } }] } },
      "argoproj.io/v1",
    );
    expect(risks(undefined, rollout)).toEqual([["exposure/host", "spec.deep[0].pod.hostPID"]]);
  });
});

describe("reach from outside", () => {
  const service = (spec: JsonObject) => object("Service", { spec });

  test.each(["LoadBalancer", "NodePort"])("is shown when a service becomes a %s", (type) => {
    expect(risks(service({ type: "ClusterIP" }), service({ type }))).toEqual([["exposure/network", "spec.type"]]);
    expect(risks(undefined, service({ type }))).toEqual([["exposure/network", "spec.type"]]);
  });

  test("is not shown when it ends", () => {
    expect(risks(service({ type: "NodePort" }), service({}))).toEqual([]);
  });

  test("is shown when a network policy changes", () => {
    const policy = (spec: JsonObject) => object("NetworkPolicy", { spec }, "networking.k8s.io/v1");
    expect(risks(policy({ ingress: [] }), policy({}))).toEqual([["exposure/network", "spec"]]);
  });
});

test("another pod security level of a namespace is shown", () => {
  const namespace = (enforce: string) => ({
    ...object("Namespace", {}),
    metadata: { name: "a", labels: { "pod-security.kubernetes.io/enforce": enforce } },
  });
  expect(risks(namespace("restricted"), namespace("privileged"))).toEqual([
    ["exposure/privileged", 'metadata.labels["pod-security.kubernetes.io/enforce"]'],
  ]);
});

describe("less availability", () => {
  test("is shown when nothing is left running", () => {
    expect(risks(deployment({ replicas: 2 }), deployment({ replicas: 0 }))).toEqual([
      ["availability/scaled-to-zero", "spec.replicas"],
    ]);
    const job = (suspend: boolean) => object("CronJob", { spec: { suspend } }, "batch/v1");
    expect(risks(job(false), job(true))).toEqual([["availability/suspended", "spec.suspend"]]);
  });

  test("is shown when a container loses its probe or its limits", () => {
    const before = podOf({ livenessProbe: { x: 1 }, resources: { limits: { cpu: "1" } } });
    const place = "spec.template.spec.containers[name=c]";
    expect(risks(before, podOf({}))).toEqual([
      ["probe/removed", `${place}.livenessProbe`],
      ["limits/removed", `${place}.resources`],
    ]);
    expect(risks(podOf({}), before)).toEqual([]);
  });

  test("does not speak of what a removed container had", () => {
    const two = deployment({ containers: [{ name: "a" }, { name: "b", livenessProbe: {} }] });
    expect(risks(two, deployment({ containers: [{ name: "a" }] }))).toEqual([]);
  });
});

test("a risk never holds a value", () => {
  const secret = (value: string) => object("Secret", { immutable: true, data: { password: value } });
  expect(JSON.stringify(diffResources([secret("hunter2")], [secret("hunter3")]))).not.toContain("hunter");
});
