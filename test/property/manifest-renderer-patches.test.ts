import type { JsonObject, JsonValue, Resource } from "@gitops/manifest-renderer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { jsonMergePatch } from "../../packages/manifest-renderer/src/patches/json-merge-patch.ts";
import { jsonPatch } from "../../packages/manifest-renderer/src/patches/json-patch.ts";
import { strategicMerge } from "../../packages/manifest-renderer/src/patches/strategic-merge.ts";
import { compileTextPattern } from "../../packages/manifest-renderer/src/patches/text-pattern.ts";
import { imagesOf } from "../../packages/manifest-renderer/src/transforms/container-images.ts";
import { removeServerFields } from "../../packages/manifest-renderer/src/transforms/remove-server-fields.ts";
import { createImageSetter } from "../../packages/manifest-renderer/src/transforms/set-images.ts";
import {
  createAnnotationSetter,
  createLabelSetter,
} from "../../packages/manifest-renderer/src/transforms/set-metadata.ts";
import { createNamespaceSetter } from "../../packages/manifest-renderer/src/transforms/set-namespace.ts";

const key = fc.constantFrom("a", "b", "name", "status", "__proto__", "constructor", "~/x");
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, 0, 1, "", "x"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
}));

const image = fc.constantFrom("cart", "cart:1", "ghcr.io/acme/cart:1", "nginx", "No Image", "docker.io/library/redis");
const named = <Rest extends JsonObject>(rest: fc.Arbitrary<Rest>) =>
  fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d"), rest), { selector: ([name]) => name, maxLength: 4 });
const containers = named(
  fc.record(
    {
      image,
      env: named(fc.record({ value: fc.constantFrom("1", "2") })).map(withNames),
      args: fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
      resources: fc.dictionary(fc.constantFrom("limits", "requests"), fc.record({ cpu: fc.constantFrom("1", "2") })),
    },
    { requiredKeys: [] },
  ),
).map(withNames);
const podSpec = fc.record(
  { containers, initContainers: containers, tolerations: fc.array(fc.record({ key: fc.constantFrom("x", "y") })) },
  { requiredKeys: [] },
);
const deployment = podSpec
  .map((spec) => ({ replicas: 1, template: { metadata: { creationTimestamp: null }, spec } }))
  .map((spec): Resource => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "a", uid: "1" },
    spec,
    status: {},
  }));
const patch = podSpec.map((spec): JsonObject => ({ spec: { replicas: null, template: { spec } } }));

function withNames(items: readonly (readonly [string, JsonObject])[]): readonly JsonObject[] {
  return items.map(([name, rest]) => ({ name, ...rest }));
}

function freeze<Value>(frozen: Value): Value {
  if (typeof frozen === "object" && frozen !== null) Object.values(Object.freeze(frozen)).forEach(freeze);
  return frozen;
}

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
        const there = jsonPatch(freeze(target), [{ op: "add", path, value: added }])._unsafeUnwrap();
        expect(jsonPatch(there, [{ op: "test", path, value: added }]).isOk()).toBe(true);
        expect(jsonPatch(there, [{ op: "remove", path }])._unsafeUnwrap()).toEqual(target);
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

describe("the transforms of one resource", () => {
  const images = [
    { name: "cart", reference: "ghcr.io/acme/cart:2" },
    { name: "cache", reference: "redis:7" },
  ];
  const setImage = createImageSetter(images);
  const transforms = [
    (located: Parameters<typeof setImage>[0]) => setImage(located).located,
    createNamespaceSetter("shop", () => false),
    createLabelSetter({ team: "shop" }, { includeTemplates: true }),
    createAnnotationSetter({ owner: "shop" }),
    removeServerFields,
  ];

  test("change no input, and a second time give back the same object", () => {
    fc.assert(
      fc.property(deployment, fc.constantFrom(...transforms), (resource, transform) => {
        const once = transform(freeze({ resource, origin: { file: "a.yaml", line: 1 } }));
        expect(transform(freeze(once))).toBe(once);
      }),
    );
  });

  test("leave every image that is not of the release, and no other field differs", () => {
    fc.assert(
      fc.property(deployment, (resource) => {
        const { located, matched } = setImage({ resource, origin: { file: "a.yaml", line: 1 } });
        const [before, after] = [imagesOf(resource), imagesOf(located.resource)];
        expect(after.map(({ path }) => path)).toEqual(before.map(({ path }) => path));
        const set = after.filter(({ image: now }, index) => now !== before[index]?.image).map(({ image: now }) => now);
        const references = images.filter(({ name }) => matched.includes(name)).map(({ reference }) => reference);
        expect(set.every((now) => references.includes(now))).toBe(true);
      }),
    );
  });
});
