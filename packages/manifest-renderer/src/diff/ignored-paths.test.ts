import { describe, expect, test } from "vitest";

import type { Resource } from "../resource/resource.ts";
import { ignoringPaths } from "./ignored-paths.ts";

const RESOURCE: Resource = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "cart", annotations: { "checksum/a": "1", "checksum/b": "2", owner: "shop" } },
  spec: {
    replicas: 2,
    containers: [
      { name: "a", image: "x" },
      { name: "b", image: "y" },
    ],
    args: ["p", "q"],
  },
};

function without(...patterns: readonly string[]): Resource {
  return ignoringPaths(patterns)(RESOURCE);
}

describe("an ignored path", () => {
  test("takes the matching keys of a map away", () => {
    expect(without('metadata.annotations["checksum/*"]').metadata).toEqual({
      name: "cart",
      annotations: { owner: "shop" },
    });
  });

  test("takes a map away that held nothing else", () => {
    expect(without('metadata.annotations["*"]').metadata).toEqual({ name: "cart" });
  });

  test("finds the items of a list by place, by field, or all of them", () => {
    const images = (pattern: string) =>
      (without(pattern)["spec"] as { readonly containers: readonly object[] }).containers.map(
        (item) => "image" in item,
      );
    expect(images("spec.containers[*].image")).toEqual([false, false]);
    expect(images("spec.containers[name=b].image")).toEqual([true, false]);
    expect(images("spec.containers[0].image")).toEqual([false, true]);
    expect(without("spec.args[1]")["spec"]).toMatchObject({ args: ["p"] });
  });

  test("gives a resource back as it is when it has no such field", () => {
    expect(without("spec.template", "status.*", "spec.replicas[0]")).toBe(RESOURCE);
  });

  test("never takes away what names the object", () => {
    expect(without("*")).toEqual({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "cart" } });
  });

  test.each(["", "a..b", "a[", 'a["b]', "a b", "."])("refuses %j, which is no field path", (pattern) => {
    expect(() => ignoringPaths([pattern])).toThrow(RangeError);
  });
});
