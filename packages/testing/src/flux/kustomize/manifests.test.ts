import { describe, expect, it } from "vitest";

import { buildManifests, objectName } from "./manifests.ts";

const namesIn = (content: string) => {
  const built = buildManifests(new Map([["app.yaml", content]]));
  return built.code === "built" ? built.manifests.map(objectName) : built.message;
};

describe("buildManifests", () => {
  it("reads every document of every YAML file, at any depth, and no other file", () => {
    const files = new Map([
      [".gitops-release.json", "{}"],
      ["README.md", "kind: Nothing"],
      [
        "deep/rbac.yml",
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: system:cart\n",
      ],
      [
        "app.yaml",
        "# Rendered\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: cart\n  namespace: shop\n" +
          "--- # next\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n  namespace: shop\n",
      ],
    ]);
    const built = buildManifests(files);

    expect(built.code === "built" && built.manifests.map(objectName)).toEqual([
      "ClusterRole/system:cart",
      "Service/shop/cart",
      "Deployment/shop/cart",
    ]);
  });

  it("finds names and namespaces wherever they stand in the metadata", () => {
    expect(
      namesIn(
        [
          "metadata: # identity",
          "    labels:",
          "        name: not-this-one",
          "        kind: Nor This",
          "",
          "# nor this",
          '    namespace: "shop"',
          "    name: 'cart' # the cart",
          "kind: Deployment",
          "apiVersion: apps/v1",
          "spec:",
          "  template:",
          "    metadata:",
          "      name: nor-this",
          "    script: |",
          "      kind: Nonsense",
        ].join("\n"),
      ),
    ).toEqual(["Deployment/shop/cart"]);
  });

  it("reads several documents, JSON, and lines that end as on Windows", () => {
    const json = JSON.stringify({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "settings", namespace: "shop" },
    });

    expect(namesIn(`apiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: shop\r\n---\r\n${json}\n`)).toEqual([
      "Namespace/shop",
      "ConfigMap/shop/settings",
    ]);
  });

  it("finds nothing in comments and empty documents", () => {
    expect(namesIn("---\n# nothing\n---\n\n")).toEqual([]);
  });

  it.each([
    ["no kind", "apiVersion: v1\nmetadata:\n  name: cart\n"],
    ["no name", "apiVersion: v1\nkind: Service\nmetadata:\n  namespace: shop\n"],
    ["an alias for a name", "apiVersion: v1\nkind: Service\nmetadata:\n  name: *anchor\n"],
    ["flow style, which it does not read", "{apiVersion: v1, kind: Service, metadata: {name: cart}}"],
    ["metadata in flow style", "apiVersion: v1\nkind: Service\nmetadata: {name: cart}\n"],
    ["no YAML at all", "%PDF-1.7"],
  ])("fails a build for a document with %s", (_, content) => {
    expect(namesIn(content)).toMatch(/^kustomize build failed: the Flux player cannot read app\.yaml/);
  });

  it("does not pretend to build an overlay", () => {
    expect(buildManifests(new Map([["base/kustomization.yaml", "resources: [app.yaml]"]]))).toMatchObject({
      code: "failed",
    });
  });
});
