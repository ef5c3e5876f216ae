import { expect, test } from "vitest";

import { configCode } from "./config-code.ts";

const input = { app: "cart", environment: "dev", namespace: undefined, images: [], values: {} };

test("the configuration has the same fields, whether they are set or not", () => {
  expect(JSON.parse(configCode(input))).toEqual({
    app: "cart",
    environment: "dev",
    namespace: null,
    images: {},
    values: {},
  });
});

test("the configuration holds the parts of each image, and the values", () => {
  const images = [{ name: "web", reference: "ghcr.io/acme/web:1" }];
  const values = { a: [1, 'x\n"y"', null, true, { __proto__x: 0.5 }] };

  expect(JSON.parse(configCode({ ...input, namespace: "shop", images, values }))).toEqual({
    app: "cart",
    environment: "dev",
    namespace: "shop",
    images: { web: { reference: "ghcr.io/acme/web:1", repository: "ghcr.io/acme/web", tag: "1" } },
    values,
  });
});

test("an integer that Jsonnet cannot hold exactly is an error for whoever uses it", () => {
  expect(configCode({ ...input, values: { a: [{ id: 9007199254740993n }] } })).toContain(
    '{"id":(error "the configuration values.a[0].id is an integer beyond 2^53, which Jsonnet cannot hold exactly: write a string")}',
  );
});
