import { describe, expect, test } from "vitest";

import type { LocatedResource } from "../resource/read-resources.ts";
import { compileImagePaths } from "./image-path.ts";
import { createImageSetter, invalidImages } from "./set-images.ts";

const origin = { file: "cart.yaml", line: 1 };
const cart = { name: "cart", reference: "ghcr.io/acme/cart:1.4" };
const redis = { name: "cache", reference: "redis:7" };

function pod(...images: readonly string[]): LocatedResource {
  const containers = images.map((image, index) => ({ name: `c${index}`, image }));
  return { resource: { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers } }, origin };
}

function imagesIn({ resource }: LocatedResource): readonly string[] {
  const { containers } = resource["spec"] as { readonly containers: readonly { readonly image: string }[] };
  return containers.map(({ image }) => image);
}

describe("the images of a release", () => {
  const set = createImageSetter([cart, redis]);

  test("stand for their name and for their repository, with any tag", () => {
    const { located, matched, findings } = set(
      pod(
        "cart",
        "cart:x",
        "ghcr.io/acme/cart@sha256:" + "a".repeat(64),
        "docker.io/library/redis:6",
        "nginx",
        "ghcr.io/acme/shop",
      ),
    );
    expect(imagesIn(located)).toEqual([
      ...Array.from({ length: 3 }, () => cart.reference),
      redis.reference,
      "nginx",
      "ghcr.io/acme/shop",
    ]);
    expect({ matched, findings }).toEqual({ matched: ["cart", "cache"], findings: [] });
  });

  test("leave a resource alone that uses none, that has them already, or that SOPS has encrypted", () => {
    const [foreign, done] = [pod("nginx"), pod(cart.reference)];
    expect(set(foreign)).toEqual({ located: foreign, matched: [], findings: [] });
    expect(set(foreign).located).toBe(foreign);
    expect(set(done).located).toBe(done);
    expect(set(done).matched).toEqual(["cart"]);
    const sealed = { ...pod("cart"), sealedText: "kind: Pod\n" };
    expect(set(sealed)).toEqual({ located: sealed, matched: [], findings: [] });
  });

  test("go to declared fields of custom kinds", () => {
    const probe = { apiVersion: "e.com/v1", kind: "Probe", metadata: { name: "a" }, spec: { image: "cart" } };
    const { located } = createImageSetter([cart], compileImagePaths(["spec.image"]))({ resource: probe, origin });
    expect(located.resource["spec"]).toEqual({ image: cart.reference });
  });

  test("are ambiguous where two have one repository, unless their references are equal", () => {
    const two = [cart, { name: "migrate", reference: "ghcr.io/acme/cart:1.4-migrate" }];
    const { findings, matched } = createImageSetter(two)(pod("ghcr.io/acme/cart"));
    expect(findings).toMatchObject([{ code: "image/ambiguous", path: "spec.containers[name=c0].image", origin }]);
    expect(matched).toEqual(["cart", "migrate"]);
    expect(createImageSetter([cart, { ...cart, name: "same" }])(pod("ghcr.io/acme/cart")).findings).toEqual([]);
  });

  test("are refused when they are no references or share a name", () => {
    const codes = invalidImages([cart, cart, { name: "x", reference: "No Image" }, redis]).map(
      ({ message }) => message,
    );
    expect(codes).toEqual([
      "image cart: the release has two images of this name",
      expect.stringContaining('image x: "No Image" is not an image reference'),
    ]);
  });
});
