import { describe, expect, test } from "vitest";

import type { JsonObject, JsonValue } from "../json.ts";
import { strategicMerge } from "./strategic-merge.ts";

const pod = (spec: JsonObject): JsonObject => ({ spec: { template: { spec } } });

function merged(object: JsonObject, patch: JsonObject, kind = "Deployment"): JsonValue | undefined {
  return strategicMerge(object, patch, kind)._unsafeUnwrap();
}

function problem(object: JsonObject, patch: JsonObject, kind = "Deployment"): string {
  return strategicMerge(object, patch, kind)._unsafeUnwrapErr();
}

describe("a strategic patch", () => {
  test("leaves init containers in the order in which they run", () => {
    const object = pod({ initContainers: [{ name: "a" }, { name: "b" }, { name: "c" }] });
    expect(merged(object, pod({ initContainers: [{ name: "c", image: "c:2" }] }))).toEqual(
      pod({ initContainers: [{ name: "a" }, { name: "b" }, { name: "c", image: "c:2" }] }),
    );
  });

  test("leaves a variable behind the one that it refers to", () => {
    const env = [
      { name: "HOST", value: "a" },
      { name: "URL", value: "http://$(HOST)" },
    ];
    const patch = pod({ containers: [{ name: "a", env: [{ name: "URL", value: "https://$(HOST)" }] }] });
    expect(merged(pod({ containers: [{ name: "a", env }] }), patch)).toEqual(
      pod({ containers: [{ name: "a", env: [env[0] ?? null, { name: "URL", value: "https://$(HOST)" }] }] }),
    );
  });

  test("merges lists of built-in kinds only by their own rules", () => {
    const object = { spec: { containers: [{ name: "a" }] } };
    const patch = { spec: { containers: [{ name: "b" }] } };
    expect(merged(object, patch, "Pod")).toEqual({ spec: { containers: [{ name: "b" }, { name: "a" }] } });
    expect(merged(object, patch, "Deployment")).toEqual(patch);
    expect(merged(object, patch, "constructor")).toEqual(patch);
  });

  test("takes a port without a protocol for one of TCP", () => {
    const ports = [
      { port: 53, protocol: "UDP" },
      { port: 53, protocol: "TCP" },
    ];
    const patch = { spec: { ports: [{ port: 53, $patch: "delete" }] } };
    expect(merged({ spec: { ports } }, patch, "Service")).toEqual({ spec: { ports: [{ port: 53, protocol: "UDP" }] } });
  });

  test("sorts by $setElementOrder, also what only the object has", () => {
    const object = pod({ containers: [{ name: "a" }, { name: "b" }, { name: "c" }] });
    const order = [{ name: "c" }, { name: "a" }];
    expect(merged(object, pod({ "$setElementOrder/containers": order }))).toEqual(
      pod({ containers: [{ name: "b" }, { name: "c" }, { name: "a" }] }),
    );
  });

  test("shortens any list of scalars by $deleteFromPrimitiveList, and makes none", () => {
    const object = { metadata: { finalizers: ["a", "b"] } };
    const patch = { metadata: { "$deleteFromPrimitiveList/finalizers": ["a"] } };
    expect(merged(object, patch)).toEqual({ metadata: { finalizers: ["b"] } });
    expect(merged({ metadata: {} }, patch)).toEqual({ metadata: {} });
    const added = { metadata: { ...patch.metadata, finalizers: ["c"] } };
    expect(merged(object, added)).toEqual({ metadata: { finalizers: ["c", "b"] } });
  });

  test("keeps __proto__ an ordinary key", () => {
    const patch = JSON.parse('{"data": {"__proto__": {"polluted": "x"}}, "constructor": {"a": 1}}') as JsonObject;
    const object = merged({}, patch, "ConfigMap") as JsonObject;
    expect(Object.keys(object["data"] ?? {})).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(object["data"])).toBe(Object.prototype);
  });

  test("merges 20,000 items without comparing each with each", () => {
    const items = (value: string) => Array.from({ length: 20_000 }, (_, index) => ({ name: `V${index}`, value }));
    const object = pod({ containers: [{ name: "a", env: items("1") }] });
    expect(merged(object, pod({ containers: [{ name: "a", env: items("2") }] }))).toEqual(
      pod({ containers: [{ name: "a", env: items("2") }] }),
    );
  });

  test("merges 20,000 items of one port number without comparing each with each", () => {
    const ports = (name: string) =>
      Array.from({ length: 20_000 }, (_, index) => ({ port: 1, protocol: `P${index}`, name }));
    expect(merged({ spec: { ports: ports("a") } }, { spec: { ports: ports("b") } }, "Service")).toEqual({
      spec: { ports: ports("b") },
    });
  });

  test("lets one half of a key stand for any other half", () => {
    const constraint = (rest: JsonObject) => pod({ topologySpreadConstraints: [{ topologyKey: "zone", ...rest }] });
    const skewed = constraint({ whenUnsatisfiable: "DoNotSchedule", maxSkew: 2 });
    expect(merged(constraint({ whenUnsatisfiable: "DoNotSchedule" }), constraint({ maxSkew: 2 }))).toEqual(skewed);
    expect(merged(constraint({ maxSkew: 1 }), skewed)).toEqual(skewed);
  });

  test.each<[string, JsonObject, string]>([
    [
      "an item without its key",
      { containers: [{ image: "x" }] },
      "spec.template.spec.containers: each item must be a map with name",
    ],
    ["an item that is no map", { containers: ["a"] }, "each item must be a map with name"],
    [
      "a map in place of a list",
      { containers: { name: "a" } },
      "spec.template.spec.containers: is a list in the object and a map in the patch",
    ],
    ["a scalar in place of a map", { securityContext: 1 }, "is a map in the object and a scalar in the patch"],
    [
      "$patch: replace with a key",
      { containers: [{ name: "a", $patch: "replace", image: "x" }] },
      "to replace the list, write `- $patch: replace` as an item of its own",
    ],
    ["an unknown $patch", { securityContext: { $patch: "remove" } }, "$patch must be merge, replace or delete"],
    [
      "$patch in a list that is replaced",
      { tolerations: [{ key: "a", $patch: "delete" }] },
      "$patch means nothing in it",
    ],
    [
      "$retainKeys without a field that is set",
      { securityContext: { $retainKeys: ["a"], runAsUser: 1 } },
      "$retainKeys must list every field",
    ],
    ["$deleteFromPrimitiveList of maps", { "$deleteFromPrimitiveList/containers": ["a"] }, "a list of scalars"],
    ["$setElementOrder of a list that is replaced", { "$setElementOrder/tolerations": ["a"] }, "one that merges"],
    [
      "a problem inside of an item",
      { containers: [{ name: "a", env: [{}] }] },
      "spec.template.spec.containers[name=a].env",
    ],
  ])("is refused for %s, with the field", (_what, spec, expected) => {
    const object = pod({ containers: [{ name: "a" }], securityContext: { runAsUser: 1 }, tolerations: [] });
    expect(problem(object, pod(spec))).toContain(expected);
  });

  test("never shows a value in its problem", () => {
    expect(problem({ data: { password: "hunter2" } }, { data: { password: ["hunter3"] } }, "Secret")).not.toMatch(
      /hunter/,
    );
  });
});
