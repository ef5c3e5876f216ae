import { expect, test } from "vitest";

import { createSecretSearch } from "./find-secret-texts.ts";

const SECRET = 'p@ss/"w0rd+é';
const find = createSecretSearch(new Map([["DB_PASSWORD", SECRET]]));
const base64 = (text: string): string => Buffer.from(text).toString("base64");

test.each([
  ["as it is", SECRET],
  ["inside of a longer text", `postgres://u:${SECRET}@db`],
  ["in a URL", `postgres://u:${encodeURIComponent(SECRET)}@db`],
  ["in JSON", JSON.stringify({ password: SECRET })],
  ["in base64", base64(SECRET)],
  ["in base64 at the second offset", base64(`x${SECRET}yy`)],
  ["in base64 at the third offset", base64(`xx${SECRET}y`)],
  ["in a query, as Go writes it", "a=p%40ss%2F%22w0rd%2B%C3%A9"],
  ["in base64 twice", base64(JSON.stringify({ auth: base64(`user:${SECRET}`) }))],
  ["in base64 of its base64", base64(base64(SECRET))],
  ["in base64 for URLs", Buffer.from(`xxx${SECRET}`).toString("base64url")],
])("a secret is found %s", (_form, text) => {
  expect(find({ data: { config: [text] } })).toEqual([{ path: "data.config[0]", name: "DB_PASSWORD" }]);
});

test("a secret is found in a key", () => {
  expect(find({ [SECRET]: 1 })).toHaveLength(1);
});

test("a secret that is a number is found where it became one", () => {
  expect(createSecretSearch(new Map([["PIN", "123456"]]))({ data: { pin: 123456 } })).toHaveLength(1);
});

test("other texts are no secrets", () => {
  expect(find({ a: "password", b: base64("another password, longer than the first"), c: null, d: true })).toEqual([]);
});

test("what Go and YAML write in another way is found", () => {
  const search = createSecretSearch(new Map([["P", "a&b <c> it's"]]));
  for (const text of ["a\\u0026b \\u003cc\\u003e it's", "a&b <c> it''s", "a%26b+%3Cc%3E+it%27s"]) {
    expect(search({ text })).toHaveLength(1);
  }
  expect(createSecretSearch(new Map([["P", "12345.50"]]))({ pin: 12345.5 })).toHaveLength(1);
});
