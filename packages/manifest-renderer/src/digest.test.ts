import { expect, test } from "vitest";

import { contentDigest, fileDigest } from "./digest.ts";

test("the content digest is the sha256 of what sha256sum prints for the files", () => {
  // printf a > a; printf b > b/c; sha256sum a b/c | sha256sum
  const digests = { "b/c": fileDigest("b"), a: fileDigest("a") };
  expect(contentDigest(digests)).toBe("sha256:98770cf8c0928e81ad16d0e0a060c4783403c867ae15265225e316718deeedc9");
});

test("the content digest changes with the path of a file", () => {
  expect(contentDigest({ a: fileDigest("x") })).not.toBe(contentDigest({ b: fileDigest("x") }));
});
