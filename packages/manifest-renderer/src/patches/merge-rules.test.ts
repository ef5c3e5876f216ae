import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { mergeRules } from "./merge-rules.ts";

const fixture = new URL("../../fixtures/patches/patch-extensions.json", import.meta.url);
const { types } = JSON.parse(readFileSync(fixture, "utf8")) as {
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** Types of a status or inside of lists that are replaced as a whole, and `retainKeys` of a map, which only `$retainKeys` asks for. */
const unreachable = [
  "DeploymentSpec.strategy",
  "JSONSchemaProps.x-kubernetes-validations",
  "PodGroupTemplate.resourceClaims",
  "PodVolumeHealth.healthConditions",
];

describe("the merge rules", () => {
  const declared = Object.entries(types).flatMap(([type, fields]) =>
    Object.entries(fields).map(([field, strategy]) => ({ place: `${type}.${field}`, type, field, strategy })),
  );

  test.each(declared.filter(({ place }) => !unreachable.includes(place)))(
    "know $place as Kubernetes declares it: $strategy",
    ({ type, field, strategy }) => {
      const rule = mergeRules[type]?.[field];
      const [how, key] = strategy.split(" ");
      if (how === "replace") expect(rule?.replace).toBe(true);
      else if (key === undefined) expect(rule?.set).toBe(true);
      else expect(rule?.keys?.[0]).toBe(key);
    },
  );

  test("name no type that is not there", () => {
    const named = Object.values(mergeRules).flatMap((rules) => Object.values(rules).map(({ type }) => type ?? ""));
    expect(named.filter((type) => type !== "" && !Object.hasOwn(mergeRules, type))).toEqual([]);
  });
});
