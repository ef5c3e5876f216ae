import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { deployment, freeze } from "../../fixtures/arbitrary-deployment.ts";
import { imagesOf } from "./container-images.ts";
import { removeServerFields } from "./remove-server-fields.ts";
import { createImageSetter } from "./set-images.ts";
import { createAnnotationSetter, createLabelSetter } from "./set-metadata.ts";
import { createNamespaceSetter } from "./set-namespace.ts";

describe("the transforms of one resource", () => {
  const images = [
    { name: "cart", reference: "ghcr.io/acme/cart:2" },
    { name: "cache", reference: "redis:7" },
  ];
  const setImage = createImageSetter(images);
  const transforms = [
    (located: Parameters<typeof setImage>[0]) => setImage(located).located,
    createNamespaceSetter("shop", () => false),
    createLabelSetter({ team: "shop" }),
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
