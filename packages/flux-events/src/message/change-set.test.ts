import { describe, expect, it } from "vitest";

import { parseChangeSet, summarizeChangeSet } from "./change-set.ts";

describe("parseChangeSet", () => {
  it("reads objects with and without a namespace, and names with a colon", () => {
    expect(
      parseChangeSet("Namespace/shop created\nClusterRole/system:cart configured\nDeployment/shop/cart unchanged\n"),
    ).toEqual([
      { kind: "Namespace", name: "shop", action: "created" },
      { kind: "ClusterRole", name: "system:cart", action: "configured" },
      { kind: "Deployment", namespace: "shop", name: "cart", action: "unchanged" },
    ]);
  });

  it("passes over lines that are no change", () => {
    expect(parseChangeSet("Service/shop/cart dry-run failed (Invalid): port 0\nNamespace/shop configured\n")).toEqual([
      { kind: "Namespace", name: "shop", action: "configured" },
    ]);
    expect(parseChangeSet("Health check passed in 1s")).toEqual([]);
    expect(parseChangeSet("")).toEqual([]);
  });
});

describe("summarizeChangeSet", () => {
  it("counts by action", () => {
    expect(summarizeChangeSet(parseChangeSet("A/a created\nB/b configured\nC/c created"))).toBe(
      "2 created, 1 configured",
    );
  });
});
