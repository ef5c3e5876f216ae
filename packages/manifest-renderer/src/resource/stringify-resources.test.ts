import { describe, expect, test } from "vitest";

import type { JsonValue } from "../json.ts";
import { parseResources } from "./parse-resources.ts";
import type { Resource } from "./resource.ts";
import { stringifyResources } from "./stringify-resources.ts";

function probe(spec: JsonValue): Resource {
  return { apiVersion: "example.com/v1", kind: "Probe", metadata: { name: "a" }, spec };
}

function written(spec: JsonValue): string {
  return (
    stringifyResources([probe(spec)])
      ._unsafeUnwrap()
      .split("spec:")[1] ?? ""
  );
}

describe("stringifyResources", () => {
  test("puts the keys that tell what a map is first, and sorts the others", () => {
    const resource = {
      spec: { z: 1, name: "x", a: 2 },
      kind: "Probe",
      data: 1,
      metadata: { labels: {}, name: "a" },
      apiVersion: "v1",
    };
    expect(stringifyResources([resource])._unsafeUnwrap()).toBe(
      [
        "apiVersion: v1",
        "kind: Probe",
        "metadata:",
        "  name: a",
        "  labels: {}",
        "spec:",
        "  name: x",
        "  a: 2",
        "  z: 1",
        "data: 1",
        "",
      ].join("\n"),
    );
  });

  test("separates documents and ends with one line end", () => {
    const text = stringifyResources([probe(1), probe(2)])._unsafeUnwrap();
    expect(text).toMatch(/spec: 1\n---\napiVersion.*spec: 2\n$/s);
    expect(stringifyResources([])._unsafeUnwrap()).toBe("");
  });

  test("writes lists at the column of their key, and lists in lists on one line", () => {
    expect(written({ args: ["a", ["b", { c: 1, d: [2] }], [], {}] })).toBe(
      "\n  args:\n  - a\n  - - b\n    - c: 1\n      d:\n      - 2\n  - []\n  - {}\n",
    );
  });

  test.each([
    ["line ends inside", "a\nb\n", " |\n  a\n  b\n"],
    ["no line end at the end", "a\nb", " |-\n  a\n  b\n"],
    ["empty lines at the end", "a\n\n\n", " |+\n  a\n\n\n"],
    ["a leading blank", " a\nb\n", ' " a\\nb\\n"\n'],
    ["a trailing blank", "a \nb\n", ' "a \\nb\\n"\n'],
    ["a tab", "a\tb\nc\n", ' "a\\tb\\nc\\n"\n'],
  ])("writes a text with %s so that no white space is lost", (_what, text, expected) => {
    expect(written(text)).toBe(expected);
    expect(parseResources(stringifyResources([probe(text)])._unsafeUnwrap())._unsafeUnwrap()).toEqual([probe(text)]);
  });

  test("keeps every digit of a 64-bit integer and makes no float an integer", () => {
    expect(written([9007199254740993n, 1e21, 0.1, -1])).toBe("\n- 9007199254740993\n- 1e+21\n- 0.1\n- -1\n");
  });

  test("never writes an anchor for a value that stands at two places", () => {
    const shared = { a: 1 };
    expect(written({ b: shared, c: shared })).toBe("\n  b:\n    a: 1\n  c:\n    a: 1\n");
  });

  test.each<[string, unknown]>([
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["an integer beyond 64 bits", 2n ** 63n],
    ["a Date", new Date(0)],
    ["a function", () => 1],
    ["undefined in a list", [undefined]],
    ["a hole in a list", new Array(1)],
    ["half of a surrogate pair", "\ud83d"],
    ["a character that kustomize turns into a blank", "a\u0085b"],
    ["the key <<", { "<<": 1 }],
    ["a key that no reader takes", { ["k".repeat(2_000)]: 1 }],
  ])("refuses %s and names the field", (_what, value) => {
    const error = stringifyResources([probe({ field: value as JsonValue })])._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "RESOURCE_UNWRITABLE" });
    expect(error.message).toContain("Probe.example.com a spec.field");
  });

  test("stops at a cycle", () => {
    const cycle: Record<string, JsonValue> = {};
    cycle["self"] = cycle;
    expect(stringifyResources([probe(cycle)])._unsafeUnwrapErr().code).toBe("LIMIT_EXCEEDED");
  });

  test("stops when the output grows beyond its limit", () => {
    const limits = { maxOutputBytes: 100 };
    expect(stringifyResources([probe("x".repeat(200))], { limits })._unsafeUnwrapErr()).toMatchObject({
      code: "LIMIT_EXCEEDED",
      limit: "maxOutputBytes",
    });
  });
});
