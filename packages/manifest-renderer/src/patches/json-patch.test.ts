import { describe, expect, test } from "vitest";

import type { JsonValue } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { jsonPatch } from "./json-patch.ts";
import type { JsonPatchOperation } from "./patch.ts";

function patched(value: JsonValue, ...operations: readonly JsonPatchOperation[]): JsonValue {
  return jsonPatch(value, operations, defaultLimits)._unsafeUnwrap();
}

function problem(value: JsonValue, ...operations: readonly JsonPatchOperation[]): string {
  return jsonPatch(value, operations, defaultLimits)._unsafeUnwrapErr();
}

describe("a JSON Patch of RFC 6902, appendix A", () => {
  test.each<[string, JsonValue, readonly JsonPatchOperation[], JsonValue]>([
    ["A.1", { foo: "bar" }, [{ op: "add", path: "/baz", value: "qux" }], { baz: "qux", foo: "bar" }],
    ["A.2", { foo: ["bar", "baz"] }, [{ op: "add", path: "/foo/1", value: "qux" }], { foo: ["bar", "qux", "baz"] }],
    ["A.3", { baz: "qux", foo: "bar" }, [{ op: "remove", path: "/baz" }], { foo: "bar" }],
    ["A.4", { foo: ["bar", "qux", "baz"] }, [{ op: "remove", path: "/foo/1" }], { foo: ["bar", "baz"] }],
    ["A.5", { baz: "qux", foo: "bar" }, [{ op: "replace", path: "/baz", value: "boo" }], { baz: "boo", foo: "bar" }],
    [
      "A.6",
      { foo: { bar: "baz", waldo: "fred" }, qux: { corge: "grault" } },
      [{ op: "move", from: "/foo/waldo", path: "/qux/thud" }],
      { foo: { bar: "baz" }, qux: { corge: "grault", thud: "fred" } },
    ],
    [
      "A.7",
      { foo: ["all", "grass", "cows", "eat"] },
      [{ op: "move", from: "/foo/1", path: "/foo/3" }],
      { foo: ["all", "cows", "eat", "grass"] },
    ],
    [
      "A.8",
      { baz: "qux", foo: ["a", 2, "c"] },
      [
        { op: "test", path: "/baz", value: "qux" },
        { op: "test", path: "/foo/1", value: 2 },
      ],
      { baz: "qux", foo: ["a", 2, "c"] },
    ],
    [
      "A.10",
      { foo: "bar" },
      [{ op: "add", path: "/child", value: { grandchild: {} } }],
      { foo: "bar", child: { grandchild: {} } },
    ],
    ["A.14", { "/": 9, "~1": 10 }, [{ op: "test", path: "/~01", value: 10 }], { "/": 9, "~1": 10 }],
    [
      "A.16",
      { foo: ["bar"] },
      [{ op: "add", path: "/foo/-", value: ["abc", "def"] }],
      { foo: ["bar", ["abc", "def"]] },
    ],
    ["the root", { a: 1 }, [{ op: "replace", path: "", value: [1] }], [1]],
  ])("%s", (_name, value, operations, expected) => {
    expect(patched(value, ...operations)).toEqual(expected);
  });

  test("A.9 and A.15: a test that fails says where, and never what it compared", () => {
    expect(problem({ baz: "qux" }, { op: "test", path: "/baz", value: "hunter2" })).toBe(
      "operation 1 (test): /baz has another value",
    );
    expect(problem({ "~1": 10 }, { op: "test", path: "/~01", value: "10" })).toContain("/~01 has another value");
  });

  test("A.12: a missing parent is not made", () => {
    expect(problem({ foo: "bar" }, { op: "add", path: "/baz/bat", value: "qux" })).toBe(
      "operation 1 (add): /baz does not exist: the longest part that does is the root, a map without this key",
    );
  });
});

describe("a JSON Patch", () => {
  const deployment = { spec: { containers: [{ name: "a" }] } };

  test.each<[JsonPatchOperation, string]>([
    [
      { op: "replace", path: "/spec/containers/1/image", value: "x" },
      "/spec/containers/1/image does not exist: the longest part that does is /spec/containers, a list of 1",
    ],
    [{ op: "remove", path: "/spec/containers/0/image" }, "the longest part that does is /spec/containers/0, a map"],
    [{ op: "remove", path: "/spec/containers/-" }, "the longest part that does is /spec/containers, a list of 1"],
    [{ op: "replace", path: "/spec/containers/00", value: 1 }, "/spec/containers/00 does not exist"],
    [{ op: "copy", from: "/spec/x", path: "/spec/y" }, "/spec/x does not exist"],
    [{ op: "move", from: "/spec", path: "/spec/inner" }, "/spec cannot be moved into itself"],
    [{ op: "add", path: "/spec/containers/2", value: 1 }, "must end with - or with an index up to 1"],
    [{ op: "add", path: "/spec/containers/01", value: 1 }, "must end with - or with an index up to 1"],
    [{ op: "add", path: "/spec/containers/0/name/x", value: 1 }, "/spec/containers/0/name is no map and no list"],
    [{ op: "add", path: "spec", value: 1 }, "must start with a slash"],
    [{ op: "add", path: "/a~b", value: 1 }, "~0 for a tilde"],
    [{ op: "remove", path: "" }, "the root cannot be removed"],
    [{ op: "remove", path: "/constructor" }, "/constructor does not exist"],
    [{ op: "replace", path: "/__proto__/polluted", value: 1 }, "/__proto__/polluted does not exist"],
  ])("with %j is refused", (operation, expected) => {
    expect(problem(deployment, operation)).toContain(expected);
  });

  test("names the operation that fails, and changes nothing", () => {
    const before = structuredClone(deployment);
    expect(problem(deployment, { op: "add", path: "/a", value: 1 }, { op: "remove", path: "/b" })).toMatch(
      /^operation 2 \(remove\)/,
    );
    expect(deployment).toEqual(before);
  });

  test("keeps __proto__ an ordinary key", () => {
    const value = patched({}, { op: "add", path: "/__proto__", value: { polluted: true } });
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test("compares numbers by their value and maps without regard to order", () => {
    const value = { a: 9007199254740993n, b: { c: 1, d: [2] } };
    expect(
      patched(
        value,
        { op: "test", path: "/a", value: 9007199254740993n },
        { op: "test", path: "/b", value: { d: [2], c: 1n } },
      ),
    ).toBe(value);
    expect(problem(value, { op: "test", path: "/b", value: { d: [2, null], c: 1 } })).toContain("another value");
    expect(problem(value, { op: "test", path: "/b/d", value: { 0: 2 } })).toContain("another value");
  });

  test("moves a value onto itself and copies deeply enough that one copy can change", () => {
    expect(patched({ a: 1 }, { op: "move", from: "/a", path: "/a" })).toEqual({ a: 1 });
    expect(
      patched({ a: { b: 1 } }, { op: "copy", from: "/a", path: "/c" }, { op: "replace", path: "/c/b", value: 2 }),
    ).toEqual({ a: { b: 1 }, c: { b: 2 } });
  });

  test("has no more than 1,000 operations, because each copies what it changes", () => {
    const many = Array.from({ length: 1_001 }, (): JsonPatchOperation => ({ op: "add", path: "/a", value: 1 }));
    expect(problem({}, ...many)).toContain("more than 1000 operations");
  });

  test("cannot grow without end by copies of copies, nor nest without end by moves", () => {
    const doubled = Array.from({ length: 64 }, (_, index): JsonPatchOperation => ({
      op: "copy",
      from: "",
      path: `/${index}`,
    }));
    expect(problem({ a: [1, 2, 3] }, ...doubled)).toContain("more than 250000 values or 64 maps and lists");
    const nested = Array.from({ length: 300 }, (): readonly JsonPatchOperation[] => [
      { op: "add", path: "/b", value: {} },
      { op: "move", from: "/a", path: "/b/a" },
      { op: "move", from: "/b", path: "/a" },
    ]).flat();
    expect(problem({ a: {} }, ...nested)).toContain("more than 250000 values or 64 maps and lists");
  });
});
