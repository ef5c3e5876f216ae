import { describe, expect, test } from "vitest";

import type { LocatedResource } from "../resource/read-resources.ts";
import type { ResourceMetadata } from "../resource/resource.ts";
import { createScope } from "../resource/scope.ts";
import { createNamespaceSetter } from "./set-namespace.ts";

const located = (kind: string, metadata: ResourceMetadata, sealedText?: string): LocatedResource => ({
  resource: { apiVersion: "v1", kind, metadata },
  origin: { file: "a.yaml", line: 1 },
  ...(sealedText === undefined ? {} : { sealedText }),
});

describe("the namespace of the request", () => {
  const set = createNamespaceSetter("shop", createScope([]));

  test.each([[{ name: "a" }], [{ name: "a", namespace: "" }], [{ name: "a", namespace: null }]])(
    "goes to %j",
    (metadata) => {
      expect(set(located("Pod", metadata)).resource.metadata).toEqual({ name: "a", namespace: "shop" });
    },
  );

  test("leaves a namespace of the template, objects of the cluster and encrypted documents as they are", () => {
    for (const one of [
      located("Pod", { name: "a", namespace: "other" }),
      located("Namespace", { name: "a" }),
      located("Secret", { name: "a" }, "kind: Secret\n"),
    ]) {
      expect(set(one)).toBe(one);
    }
  });

  test("is taken from an object of the cluster", () => {
    expect(set(located("Namespace", { name: "a", namespace: "shop" })).resource.metadata).toEqual({ name: "a" });
  });

  test("that nobody names changes nothing", () => {
    const one = located("Pod", { name: "a", namespace: "" });
    expect(createNamespaceSetter(undefined, createScope([]))(one)).toBe(one);
  });

  test("completes the service accounts of a binding", () => {
    const binding = (subjects: readonly Record<string, string>[]): LocatedResource => ({
      ...located("RoleBinding", { name: "a", namespace: "shop" }),
      resource: {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata: { name: "a", namespace: "shop" },
        subjects,
      },
    });
    const complete = binding([
      { kind: "ServiceAccount", name: "x", namespace: "y" },
      { kind: "User", name: "u" },
    ]);
    expect(set(complete)).toBe(complete);
    expect(set(binding([{ kind: "ServiceAccount", name: "x" }])).resource["subjects"]).toEqual([
      { kind: "ServiceAccount", name: "x", namespace: "shop" },
    ]);
  });
});
