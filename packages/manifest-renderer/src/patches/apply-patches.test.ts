import { describe, expect, test } from "vitest";

import type { JsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import { applyPatches } from "./apply-patches.ts";
import type { Patch, PatchTarget } from "./patch.ts";

const origin = { file: "cart.yaml", line: 1 };

function located(
  apiVersion: string,
  kind: string,
  metadata: Resource["metadata"],
  rest: JsonObject = {},
): LocatedResource {
  return { resource: { apiVersion, kind, metadata, ...rest }, origin };
}

const cart = located("apps/v1", "Deployment", { name: "cart", labels: { tier: "web" } }, { spec: { replicas: 1 } });
const shop = located("apps/v1", "Deployment", { name: "shop", namespace: "shop" }, { spec: { replicas: 1 } });
const service = located("v1", "Service", { name: "cart" }, { spec: { ports: [{ port: 80 }] } });
const rollout = located("argoproj.io/v1alpha1", "Rollout", { name: "cart" }, { spec: { replicas: 1 } });
const all = [cart, shop, service, rollout];

function applied(patches: readonly Patch[], resources = all) {
  return applyPatches(resources, patches)
    ._unsafeUnwrap()
    .map(({ resource }) => resource);
}

function refused(patch: Patch, resources = all): string {
  const error = applyPatches(resources, [patch])._unsafeUnwrapErr();
  expect(error.code).toBe("PATCH_INVALID");
  return error.message;
}

const replicas = (count: number): JsonObject => ({ spec: { replicas: count } });
const named = (kind: string, metadata: JsonObject, body: JsonObject = replicas(3), apiVersion = "apps/v1"): Patch => ({
  source: "dev.yaml:3",
  type: "strategic",
  patch: { apiVersion, kind, metadata, ...body },
});
const merge = (target: PatchTarget, patch: JsonObject = replicas(3)): Patch => ({ type: "merge", target, patch });

describe("a patch without a target", () => {
  test("goes to the object that it names, and leaves the others as they are", () => {
    const resources = applied([named("Deployment", { name: "cart" })]);
    expect(resources.map((resource) => resource["spec"])).toMatchObject([{ replicas: 3 }, { replicas: 1 }, {}, {}]);
    expect(resources.slice(1)).toEqual(all.slice(1).map(({ resource }) => resource));
    expect(applyPatches(all, [named("Deployment", { name: "cart" })])._unsafeUnwrap()[1]).toBe(shop);
  });

  test("goes to whatever version of the object the templates have", () => {
    expect(applied([named("Deployment", { name: "cart" }, replicas(3), "apps/v1beta1")])[0]).toMatchObject({
      apiVersion: "apps/v1",
      spec: { replicas: 3 },
    });
  });

  test("finds an object that will get the namespace that the patch names", () => {
    const patch = named("Deployment", { name: "cart", namespace: "live" });
    expect(applyPatches(all, [patch]).isErr()).toBe(true);
    expect(applyPatches(all, [patch], { namespace: "live" })._unsafeUnwrap()[0]?.resource).toMatchObject({
      metadata: { name: "cart" },
      spec: { replicas: 3 },
    });
  });

  test("is refused when it matches nothing, with what comes close", () => {
    expect(refused(named("Deployment", { name: "shop", namespace: "live" }))).toBe(
      "dev.yaml:3: no object matches Deployment.apps live/shop; close to it: Deployment.apps shop/shop, Deployment.apps cart",
    );
    expect(refused(named("StatefulSet", { name: "cart" }))).toContain(
      "close to it: Deployment.apps cart, Service cart",
    );
    expect(refused(named("Job", { name: "x" }))).toContain("there are 4 objects, none of this name or kind");
  });

  test("is refused when two namespaces have the object", () => {
    const twice = [shop, located("apps/v1", "Deployment", { name: "shop", namespace: "live" })];
    expect(refused(named("Deployment", { name: "shop" }), twice)).toContain("add metadata.namespace to the patch");
    expect(applied([named("Deployment", { name: "shop", namespace: "live" })], twice)[1]).toMatchObject(replicas(3));
  });

  test.each<[string, JsonObject]>([
    ["no kind", { apiVersion: "v1", metadata: { name: "a" } }],
    ["no name", { apiVersion: "v1", kind: "Pod", metadata: {} }],
    ["no metadata", { apiVersion: "v1", kind: "Pod" }],
  ])("is refused with %s", (_what, patch) => {
    expect(refused({ type: "merge", patch })).toContain("patch 1: the patch must name its object");
  });
});

describe("the target of a patch", () => {
  test.each<[PatchTarget, readonly string[]]>([
    [{ kind: "Deployment" }, ["cart", "shop"]],
    [{ kind: "Deploy" }, []],
    [{ kind: "Deployment|Rollout", name: "c.*" }, ["cart", "cart"]],
    [{ group: "", name: "cart" }, ["cart"]],
    [{ group: "argoproj\\.io" }, ["cart"]],
    [{ version: "v1alpha1" }, ["cart"]],
    [{ namespace: "shop" }, ["shop"]],
    [{ kind: "Deployment", labelSelector: "tier=web" }, ["cart"]],
    [{ labelSelector: "tier notin (web),!x" }, ["shop", "cart", "cart"]],
  ])("%j", (target, names) => {
    const patch = merge(target, { metadata: { annotations: { touched: "yes" } } });
    const touched = applyPatches(all, [patch])
      .unwrapOr([])
      .filter(({ resource }) => resource.metadata["annotations"]);
    expect(touched.map(({ resource }) => resource.metadata.name)).toEqual(names);
  });

  test("goes before the name in the patch, which changes nothing", () => {
    const patch: Patch = { ...named("Deployment", { name: "any", namespace: "any" }), target: { name: "shop" } };
    expect(applied([patch])[1]).toEqual({ ...shop.resource, spec: { replicas: 3 } });
  });

  test.each<[PatchTarget, string]>([
    [{}, "the target is empty"],
    [{ name: "(a+)+" }, "target.name: "],
    [{ labelSelector: "a>b" }, "target.labelSelector: "],
    [{ kind: "Job" }, 'no object matches the target {"kind":"Job"}'],
  ])("%j is refused", (target, expected) => {
    expect(refused(merge(target))).toContain(expected);
  });
});

describe("patches", () => {
  test("are applied in their order, each to what those before it made", () => {
    const add: Patch = {
      type: "json6902",
      target: { kind: "Deployment", name: "cart" },
      operations: [
        { op: "test", path: "/spec/replicas", value: 3 },
        { op: "add", path: "/spec/paused", value: true },
      ],
    };
    expect(applied([named("Deployment", { name: "cart" }), add])[0]).toMatchObject({
      spec: { replicas: 3, paused: true },
    });
    expect(applyPatches(all, [add])._unsafeUnwrapErr().message).toBe(
      "patch 1: Deployment.apps cart: operation 1 (test): /spec/replicas has another value",
    );
  });

  test("of type strategic are refused for custom kinds, with the remedy", () => {
    const strategic: Patch = { type: "strategic", target: { kind: "Rollout" }, patch: replicas(3) };
    expect(refused(strategic)).toContain("use a patch of type merge or json6902");
    expect(applied([{ ...strategic, type: "merge" }])[3]).toMatchObject(replicas(3));
  });

  test("can take an object away", () => {
    const resources = applied([named("Deployment", { name: "cart" }, { $patch: "delete" })]);
    expect(resources).toEqual([shop, service, rollout].map(({ resource }) => resource));
  });

  test("cannot change a document that SOPS has encrypted", () => {
    const sealed = { ...located("v1", "Secret", { name: "s" }), sealedText: "kind: Secret\n" };
    expect(refused(merge({ kind: "Secret" }), [sealed])).toContain("Secret s: the document is encrypted with SOPS");
  });

  test.each<[string, Patch]>([
    [
      "another object",
      {
        type: "json6902",
        target: { kind: "Service" },
        operations: [{ op: "replace", path: "/metadata/name", value: "b" }],
      },
    ],
    [
      "another kind",
      { type: "json6902", target: { kind: "Service" }, operations: [{ op: "replace", path: "/kind", value: "Pod" }] },
    ],
    ["no object", merge({ kind: "Service" }, { metadata: null })],
    [
      "an object whose namespace is no text",
      {
        type: "json6902",
        target: { kind: "Service" },
        operations: [{ op: "add", path: "/metadata/namespace", value: 1 }],
      },
    ],
  ])("cannot make of an object %s", (_what, patch) => {
    expect(refused(patch)).toMatch(/Service cart: the patch(ed object lacks| would make it)/);
  });
});
