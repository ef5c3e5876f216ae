import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("a change set", () => {
  it("names objects with and without a namespace, and names with a colon", () => {
    expectParsed("Namespace/shop created\nClusterRole/system:cart configured\nDeployment/shop/cart unchanged", {
      code: "change-set",
      changes: [
        { kind: "Namespace", name: "shop", action: "created" },
        { kind: "ClusterRole", name: "system:cart", action: "configured" },
        { kind: "Deployment", namespace: "shop", name: "cart", action: "unchanged" },
      ],
      rest: [],
    });
  });

  it("knows what was pruned, skipped, and what nobody knows", () => {
    expectParsed("Deployment/shop/old deleted\nConfigMap/shop/keep skipped\nJob/shop/x unknown\n", {
      code: "change-set",
      changes: [
        { kind: "Deployment", namespace: "shop", name: "old", action: "deleted" },
        { kind: "ConfigMap", namespace: "shop", name: "keep", action: "skipped" },
        { kind: "Job", namespace: "shop", name: "x", action: "unknown" },
      ],
      rest: [],
    });
  });

  it("is kubectl's until Flux 0.15, with the group and without the namespace of an object, among warnings", () => {
    expectParsed(
      "namespace/shop created\ndeployment.apps/cart configured\nWarning: policy/v1beta1 is deprecated\ncustomresourcedefinition.apiextensions.k8s.io/a.example.com unchanged\n",
      {
        code: "change-set",
        changes: [
          { kind: "namespace", name: "shop", action: "created" },
          { kind: "deployment", group: "apps", name: "cart", action: "configured" },
          {
            kind: "customresourcedefinition",
            group: "apiextensions.k8s.io",
            name: "a.example.com",
            action: "unchanged",
          },
        ],
        rest: [],
      },
    );
  });

  it("keeps the lines that are no change", () => {
    expect(parseMessage("Namespace/shop configured\nand so on")).toMatchObject({ rest: ["and so on"] });
  });
});
