import { describe, expect, test } from "vitest";

import { normalizeRepository, parseImage } from "./image-reference.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("parseImage", () => {
  test.each([
    ["nginx", "nginx", undefined, undefined],
    ["nginx:1.27", "nginx", "1.27", undefined],
    ["ghcr.io/acme/cart:1.0", "ghcr.io/acme/cart", "1.0", undefined],
    [`ghcr.io/acme/cart@${DIGEST}`, "ghcr.io/acme/cart", undefined, DIGEST],
    [`ghcr.io/acme/cart:1.0@${DIGEST}`, "ghcr.io/acme/cart", "1.0", DIGEST],
    ["localhost:5000/cart", "localhost:5000/cart", undefined, undefined],
    ["localhost:5000/cart:dev", "localhost:5000/cart", "dev", undefined],
    ["[::1]:5000/cart:dev", "[::1]:5000/cart", "dev", undefined],
    ["a.b/c__d/e-f.g:1234567", "a.b/c__d/e-f.g", "1234567", undefined],
  ])("reads %s", (reference, repository, tag, digest) => {
    expect(parseImage(reference)).toEqual({ repository, tag, digest });
  });

  test.each([
    "",
    "Cart",
    "ghcr.io/acme/Cart",
    "cart:",
    "cart:a b",
    "cart@sha256:abc",
    "cart@",
    "a//b",
    "/cart",
    "ghcr.io/",
    "${cart}",
  ])("refuses %j", (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});

describe("normalizeRepository", () => {
  test.each([
    ["nginx", "docker.io/library/nginx"],
    ["library/nginx", "docker.io/library/nginx"],
    ["docker.io/nginx", "docker.io/library/nginx"],
    ["index.docker.io/library/nginx", "docker.io/library/nginx"],
    ["acme/cart", "docker.io/acme/cart"],
    ["ghcr.io/acme/cart", "ghcr.io/acme/cart"],
    ["localhost/cart", "localhost/cart"],
    ["registry:5000/cart", "registry:5000/cart"],
  ])("writes %s as %s", (repository, full) => {
    expect(normalizeRepository(repository)).toBe(full);
  });
});
