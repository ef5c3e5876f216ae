import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { deployment, freeze, podSpec } from "../../fixtures/arbitrary-deployment.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { jsonMergePatch } from "./json-merge-patch.ts";
import { jsonPatch } from "./json-patch.ts";
import { strategicMerge } from "./strategic-merge.ts";
import { compileTextPattern } from "./text-pattern.ts";

const key = fc.constantFrom("a", "b", "name", "status", "__proto__", "constructor", "~/x");
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, 0, 1, "", "x"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
}));

const patch = podSpec.map((spec): JsonObject => ({ spec: { replicas: null, template: { spec } } }));

function names(object: JsonValue | undefined): readonly string[] {
  const list = (object as { spec: { template: { spec: { containers?: readonly { name: string }[] } } } } | undefined)
    ?.spec.template.spec.containers;
  return (list ?? []).map(({ name }) => name);
}

describe("a strategic patch", () => {
  test("that is applied twice does what it does once", () => {
    fc.assert(
      fc.property(deployment, patch, (object, change) => {
        const once = strategicMerge(freeze(object), freeze(change), "Deployment")._unsafeUnwrap() ?? {};
        expect(strategicMerge(once, change, "Deployment")._unsafeUnwrap()).toEqual(once);
      }),
    );
  });

  test("loses no container, and leaves those that it does not name in their order", () => {
    fc.assert(
      fc.property(deployment, patch, (object, change) => {
        const [before, changed] = [names(object), names(change)];
        const after = names(strategicMerge(object, change, "Deployment")._unsafeUnwrap());
        expect([...after].sort()).toEqual([...new Set([...before, ...changed])].sort());
        const untouched = (all: readonly string[]) => all.filter((name) => !changed.includes(name));
        expect(untouched(after)).toEqual(untouched(before));
        expect(after.filter((name) => changed.includes(name))).toEqual(changed);
      }),
    );
  });
});

describe("a JSON merge patch", () => {
  test("that is applied twice does what it does once, and changes neither side", () => {
    fc.assert(
      fc.property(value, value, (target, change) => {
        const once = jsonMergePatch(freeze(target), freeze(change));
        expect(jsonMergePatch(once, change)).toEqual(once);
      }),
    );
  });

  test("of a map leaves no null behind where it was applied, and every key that it does not name", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.dictionary(key, value), (target, change) => {
        const merged = jsonMergePatch(target, change) as JsonObject;
        for (const [name, set] of Object.entries(change)) {
          if (set === null) expect(Object.hasOwn(merged, name)).toBe(false);
        }
        for (const [name, old] of Object.entries(target)) {
          if (!Object.hasOwn(change, name)) expect(Object.getOwnPropertyDescriptor(merged, name)?.value).toBe(old);
        }
      }),
    );
  });
});

describe("a JSON Patch", () => {
  test("that adds a key and removes it again gives what was there", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), value, (target, added) => {
        const path = "/new";
        const there = jsonPatch(freeze(target), [{ op: "add", path, value: added }], defaultLimits)._unsafeUnwrap();
        expect(jsonPatch(there, [{ op: "test", path, value: added }], defaultLimits).isOk()).toBe(true);
        expect(jsonPatch(there, [{ op: "remove", path }], defaultLimits)._unsafeUnwrap()).toEqual(target);
      }),
    );
  });
});

describe("a pattern of a target", () => {
  const atom = fc.constantFrom("a", "b", ".", "[ab]", "(a|ab)", "(b|)");
  const pattern = fc
    .array(fc.tuple(atom, fc.constantFrom("", "*", "+", "?")), { maxLength: 5 })
    .map((parts) => parts.flat().join(""));

  test("matches what the regular expression of JavaScript matches", () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 }), (source, text) => {
        const expected = new RegExp(`^(?:${source})$`).test(text);
        expect(compileTextPattern(source)._unsafeUnwrap()(text)).toBe(expected);
      }),
    );
  });
});
