import { describe, expect, test } from "vitest";

import { checked } from "../../fixtures/manifests.ts";
import type { Policy } from "./policy.ts";

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n";
const owned: Policy = {
  name: "owned",
  check: ({ metadata }, { app, environment }) =>
    "labels" in metadata ? [] : [{ path: "metadata.labels", message: `say who owns ${app} in ${environment}` }],
};
const throws: Policy = {
  name: "broken",
  check: () => {
    throw new TypeError("spec is undefined");
  },
};

describe("a policy", () => {
  test("refuses a resource, in its own words", () => {
    expect(checked(CONFIG_MAP, {}, { policies: [owned] })).toEqual([
      {
        severity: "error",
        code: "policy/owned",
        message: "say who owns cart in dev",
        path: "metadata.labels",
        origin: { file: "a.yaml", line: 1 },
        resource: "ConfigMap shop/a",
      },
    ]);
  });

  test("may only warn", () => {
    const gentle: Policy = { name: "gentle", check: () => [{ message: "think again", severity: "warning" }] };
    expect(checked(CONFIG_MAP, {}, { policies: [gentle] })).toMatchObject([{ severity: "warning" }]);
    expect(checked(CONFIG_MAP, { "policy/gentle": "error" }, { policies: [gentle] })).toMatchObject([
      { severity: "error" },
    ]);
  });

  test("is turned down or off by its name, and by no other", () => {
    const policies = [owned];
    expect(checked(CONFIG_MAP, { "policy/owned": "warn" }, { policies })).toMatchObject([{ severity: "warning" }]);
    expect(checked(CONFIG_MAP, { "policy/owned": "allow" }, { policies })).toEqual([]);
    expect(checked(CONFIG_MAP, { "policy/*": "allow" }, { policies })).toHaveLength(1);
  });

  test("that throws has not agreed", () => {
    expect(checked(CONFIG_MAP, {}, { policies: [throws, owned] })).toMatchObject([
      { severity: "error", code: "policy/broken", message: expect.stringContaining("spec is undefined") as string },
      { code: "policy/owned" },
    ]);
  });

  test("that is content says nothing", () => {
    const labelled = CONFIG_MAP.replace("name: a", "name: a, labels: {}");
    expect(checked(labelled, {}, { policies: [owned] })).toEqual([]);
  });
});
