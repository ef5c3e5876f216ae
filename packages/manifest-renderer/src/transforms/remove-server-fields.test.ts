import { describe, expect, test } from "vitest";

import type { JsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { removeServerFields } from "./remove-server-fields.ts";

const located = (apiVersion: string, kind: string, metadata: JsonObject, rest: JsonObject = {}): LocatedResource => ({
  resource: { apiVersion, kind, metadata: { name: "a", ...metadata }, ...rest },
  origin: { file: "a.yaml", line: 1 },
});

describe("what only the server writes", () => {
  test("goes from an object that was copied from a cluster", () => {
    const copied = located(
      "apps/v1",
      "Deployment",
      {
        labels: { app: "cart" },
        annotations: {
          "deployment.kubernetes.io/revision": "4",
          "kubectl.kubernetes.io/last-applied-configuration": "{}",
          owner: "shop",
        },
        creationTimestamp: "2026-01-01T00:00:00Z",
        generation: 4,
        managedFields: [{ manager: "kubectl" }],
        ownerReferences: [{ uid: "1" }],
        resourceVersion: "123",
        selfLink: "/apis",
        uid: "2",
      },
      { spec: { template: { metadata: { creationTimestamp: null, labels: {} } } }, status: { replicas: 1 } },
    );
    expect(removeServerFields(copied).resource).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "a", labels: { app: "cart" }, annotations: { owner: "shop" }, ownerReferences: [{ uid: "1" }] },
      spec: { template: { metadata: { labels: {} } } },
    });
  });

  test("takes annotations away that hold nothing else, and keeps those that were empty", () => {
    const last = { "kubectl.kubernetes.io/last-applied-configuration": "{}" };
    expect(removeServerFields(located("v1", "ConfigMap", { annotations: last })).resource.metadata).toEqual({
      name: "a",
    });
    const empty = located("v1", "ConfigMap", { annotations: {} });
    expect(removeServerFields(empty)).toBe(empty);
  });

  test("goes from the templates of jobs, pods and claims", () => {
    const metadata = { creationTimestamp: null };
    const cronJob = { spec: { jobTemplate: { metadata, spec: { template: { metadata, spec: {} } } } } };
    expect(removeServerFields(located("batch/v1", "CronJob", {}, cronJob)).resource["spec"]).toEqual({
      jobTemplate: { metadata: {}, spec: { template: { metadata: {}, spec: {} } } },
    });
    const claims = { spec: { volumeClaimTemplates: [{ metadata, spec: {}, status: { phase: "Pending" } }] } };
    expect(removeServerFields(located("apps/v1", "StatefulSet", {}, claims)).resource["spec"]).toEqual({
      volumeClaimTemplates: [{ metadata: {}, spec: {} }],
    });
  });

  test("goes from a CustomResourceDefinition, but not from the schema in it", () => {
    const schema = { openAPIV3Schema: { properties: { status: { type: "object" }, metadata: { uid: "x" } } } };
    const spec = { versions: [{ name: "v1", subresources: { status: {} }, schema }] };
    const definition = located("apiextensions.k8s.io/v1", "CustomResourceDefinition", {}, { spec, status: {} });
    const { resource } = removeServerFields(definition);
    expect(resource).not.toHaveProperty("status");
    expect(resource["spec"]).toBe(spec);
  });

  test("leaves alone what has none of it, and what SOPS has encrypted", () => {
    const plain = located("v1", "ConfigMap", { labels: {} }, { data: { status: "x", uid: "y" } });
    expect(removeServerFields(plain)).toBe(plain);
    const sealed = { ...located("v1", "Secret", { uid: "1" }), sealedText: "kind: Secret\n" };
    expect(removeServerFields(sealed)).toBe(sealed);
  });
});
