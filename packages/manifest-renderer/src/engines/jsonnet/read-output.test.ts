import { describe, expect, test } from "vitest";

import { defaultLimits } from "../../limits.ts";
import { findResources, readJson, toFiles } from "./read-output.ts";

const source = { entry: "main.jsonnet", context: { limits: defaultLimits, secrets: ["s3cret"] } };
const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("what jsonnet printed", () => {
  test.each([
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["0.10000000000000001", 0.1],
    ["1.5", 1.5],
    ["1e-07", 1e-7],
    ["[1, null, true, {}]", [1, null, true, {}]],
  ])("is read when no digit was lost: %s", (stdout, value) => {
    expect(readJson(source, stdout)._unsafeUnwrap()).toEqual(value);
  });

  test.each([
    ["9007199254740992", "the whole output"],
    ['{ "a": { "b c": [1, 1e21] } }', 'a["b c"][1]'],
    ['[{ "apiVersion": "v1", "spec": { "n": -12345678901234567000 } }]', "[0].spec.n"],
    ['{ "__proto__": 1e16 }', "__proto__"],
  ])("is refused when digits were lost, with the place: %s", (stdout, place) => {
    const error = readJson(source, stdout)._unsafeUnwrapErr();

    expect(error.code).toBe("ENGINE_FAILED");
    expect(error.message).toContain(`beyond 2^53 (${place}), which Jsonnet cannot hold exactly: write a string`);
  });

  test("is refused when it is no JSON, or nested deeper than the limit, however deep", () => {
    expect(readJson(source, "Usage: ...")._unsafeUnwrapErr().code).toBe("ENGINE_FAILED");
    expect(readJson(source, nested(defaultLimits.maxDepth)).isOk()).toBe(true);
    expect(readJson(source, nested(200_000))._unsafeUnwrapErr()).toMatchObject({
      code: "LIMIT_EXCEEDED",
      limit: "maxDepth",
    });
  });
});

describe("the objects of an output", () => {
  const pod = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { name } });

  test("are found in lists and maps, and taken out of lists of Kubernetes", () => {
    const list = { apiVersion: "v1", kind: "PodList", items: [pod("c"), pod("d")] };
    const found = findResources(source, { a: [pod("a"), null, { b: pod("b") }], c: list })._unsafeUnwrap();

    expect(found).toEqual(
      ["a", "b", "c", "d"].map((name) => ({ resource: pod(name), origin: { file: "main.jsonnet", line: 1 } })),
    );
  });

  test("are refused with their place when they have no name", () => {
    const error = findResources(source, { a: [{ ...pod("a"), metadata: {} }] })._unsafeUnwrapErr();

    expect(error.code).toBe("RESOURCE_INVALID");
    expect(error.message).toContain("main.jsonnet:1: a[0]: Pod (v1): metadata.name must be a string");
  });

  test("are refused when there are more than the limit", () => {
    const limits = { ...defaultLimits, maxDocuments: 1 };
    const context = { limits, secrets: [] };

    expect(findResources({ ...source, context }, [pod("a"), pod("b")])._unsafeUnwrapErr()).toMatchObject({
      code: "LIMIT_EXCEEDED",
      limit: "maxDocuments",
    });
  });
});

test.each([
  [() => readJson(source, '{ "s3cret": 1e21 }')],
  [() => findResources(source, { a: { s3cret: [1] } })],
  [() => toFiles(source, { "../s3cret": "" })],
])("a secret that is the name of something is not shown: %s", (read) => {
  const { message } = read()._unsafeUnwrapErr();

  expect(message).toContain("***");
  expect(message).not.toContain("s3cret");
});
