import { describe, expect, test } from "vitest";

import type { ResourceId } from "../resource/resource.ts";
import { manifestPaths } from "./manifest-path.ts";

function id(name: string, more: Partial<ResourceId> = {}): ResourceId {
  return { group: "", kind: "Service", namespace: "shop", name, ...more };
}

function pathOf(resource: ResourceId): string | undefined {
  return manifestPaths([resource])[0];
}

describe("manifestPaths", () => {
  test("names folder, kind, group and name", () => {
    expect(pathOf(id("cart"))).toBe("shop/service_cart.yaml");
    expect(pathOf(id("cart", { group: "apps", kind: "Deployment" }))).toBe("shop/deployment.apps_cart.yaml");
    expect(
      pathOf(id("reader", { kind: "ClusterRole", group: "rbac.authorization.k8s.io", namespace: undefined })),
    ).toBe("_cluster/clusterrole.rbac.authorization.k8s.io_reader.yaml");
  });

  test.each(["../../../etc/passwd", "..", "/etc", "a\\b", "a\0b", "CON:", "a b", "\u00e9", "-", "."])(
    "keeps the name %j inside of its folder",
    (name) => {
      expect(pathOf(id(name))).toMatch(/^shop\/service_[a-z0-9.%-]*(?:_[0-9a-f]{8})?\.yaml$/);
    },
  );

  test.each(["..", ".", "../..", "a/b", "_cluster", "Shop"])(
    "keeps the namespace %j one folder of its own",
    (namespace) => {
      const path = pathOf(id("cart", { namespace })) ?? "";
      expect(path).toMatch(/^[a-z0-9%-]+\/service_cart_[0-9a-f]{8}\.yaml$/);
    },
  );

  test("gives names that differ in capitals files that differ on every file system", () => {
    const paths = manifestPaths([id("reader"), id("Reader"), id("READER")]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(3);
  });

  test("gives kinds that differ in capitals files of their own", () => {
    const paths = manifestPaths([id("a", { kind: "FooBar" }), id("a", { kind: "Foobar" })]);
    expect(new Set(paths).size).toBe(2);
  });

  test("never lets a crafted name meet the file of another", () => {
    const [escaped] = manifestPaths([id("Reader")]);
    const crafted = escaped?.replace("shop/service_", "").replace(".yaml", "") ?? "";
    expect(new Set(manifestPaths([id("Reader"), id(crafted), id(crafted.replace("_", "-"))])).size).toBe(3);
  });

  test("cuts long names and keeps them apart", () => {
    const paths = manifestPaths([id("a".repeat(253)), id(`${"a".repeat(252)}b`)]);
    expect(new Set(paths).size).toBe(2);
    for (const path of paths) expect(path.length).toBeLessThan(240);
  });
});
