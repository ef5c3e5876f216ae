import { describe, expect, test } from "vitest";

import type { Limits } from "../limits.ts";
import { parseValues } from "../values/parse-values.ts";
import { parseResources } from "./parse-resources.ts";

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

function names(text: string): readonly string[] {
  return parseResources(text)
    ._unsafeUnwrap()
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

function errorOf(text: string, limits?: Partial<Limits>) {
  return parseResources(text, { file: "shop.yaml", ...(limits === undefined ? {} : { limits }) })._unsafeUnwrapErr();
}

describe("parseResources", () => {
  test("reads the documents of a manifest in their order and skips those without content", () => {
    const second = CONFIG_MAP.replace("name: a", "name: b");
    expect(names(`---\n# nothing\n---\n${CONFIG_MAP}--- # two\n${second}---\n`)).toEqual([
      "ConfigMap a",
      "ConfigMap b",
    ]);
  });

  test("takes a line with dashes inside of a text for text", () => {
    const [resource] = parseResources(`${CONFIG_MAP}data:\n  pem: |\n    -----BEGIN\n    --- x\n`)._unsafeUnwrap();
    expect(resource?.["data"]).toEqual({ pem: "-----BEGIN\n--- x\n" });
  });

  test("takes the items out of lists, also of lists in lists", () => {
    const item = (name: string) => `{apiVersion: v1, kind: Secret, metadata: {name: ${name}}}`;
    const inner = `{apiVersion: v1, kind: SecretList, items: [${item("b")}]}`;
    expect(names(`apiVersion: v1\nkind: List\nitems: [${item("a")}, ${inner}]\n`)).toEqual(["Secret a", "Secret b"]);
  });

  test("keeps an object whose kind only ends with List", () => {
    expect(names("apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\nspec: {items: [b]}\n")).toEqual([
      "AllowList a",
    ]);
  });

  test("reads JSON, a byte order mark and CRLF line ends", () => {
    const json = '\ufeff{\r\n\t"apiVersion": "v1",\r\n\t"kind": "Pod",\r\n\t"metadata": {"name": "a"}\r\n}\r\n';
    expect(names(json)).toEqual(["Pod a"]);
  });

  test("keeps __proto__ an ordinary key", () => {
    const [resource] = parseResources(`${CONFIG_MAP}data:\n  __proto__: {polluted: "yes"}\n`)._unsafeUnwrap();
    expect(Object.keys(resource?.["data"] ?? {})).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(resource?.["data"])).toBe(Object.prototype);
  });

  test("points at the place of a problem with file, line, column and a caret", () => {
    const error = errorOf(`${CONFIG_MAP}---\n${CONFIG_MAP}data:\n  a: 1\n  a: 2\n`);
    expect(error).toMatchObject({ code: "YAML_INVALID", file: "shop.yaml", line: 12, column: 3 });
    expect(error.message).toBe('shop.yaml:12:3: the key "a" stands twice in this map\n\n  a: 2\n  ^\n');
  });

  test("cuts a long line to the part around the caret", () => {
    const lines = errorOf(`${CONFIG_MAP}data: {a: "${"x".repeat(500)}", b: *nowhere}\n`).message.split("\n");
    expect(lines[2]).toContain("*nowhere");
    expect(lines[2]?.indexOf("*nowhere")).toBe(lines[3]?.indexOf("^"));
    expect(lines[2]?.length).toBeLessThanOrEqual(100);
  });

  test("shows no line of a Secret", () => {
    const error = errorOf('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: "hunter2\\/"\n');
    expect(error).toMatchObject({ code: "YAML_INVALID", line: 5, column: 13 });
    expect(error.message).not.toContain("hunter2");
  });

  test.each([
    ["a list", "- a\n", "it is not a map"],
    ["no apiVersion", "kind: Pod\nmetadata: {name: a}\n", "apiVersion must be a string"],
    ["a number as kind", "apiVersion: v1\nkind: 1\nmetadata: {name: a}\n", "kind must be a string"],
    ["no metadata", "apiVersion: v1\nkind: Pod\n", "metadata must be a map"],
    ["a number as name", "apiVersion: v1\nkind: Pod\nmetadata: {name: 123}\n", "metadata.name must be a string"],
    ["a number as namespace", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: 1}\n", "metadata.namespace"],
    ["generateName", "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n", "give it a name"],
    ["the input of kustomize", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", "kustomize"],
    ["an item that is no object", "apiVersion: v1\nkind: List\nitems: [a]\n", "it is not a map"],
  ])("refuses %s", (_what, text, problem) => {
    const error = errorOf(`${CONFIG_MAP}---\n${text}`);
    expect(error).toMatchObject({ code: "RESOURCE_INVALID", origin: { file: "shop.yaml", line: 6 } });
    expect(error.message).toContain(problem);
  });

  test.each([
    ["text behind a separator", `${CONFIG_MAP}--- x\n`, "must stand alone"],
    ["dashes that are no separator", `${CONFIG_MAP}---x\n`, "must stand alone"],
    ["a directive", `%YAML 1.2\n---\n${CONFIG_MAP}`, "directives"],
    ["a template that was not rendered", `${CONFIG_MAP}data:\n  a: {{ .Values.a }}\n`, "rendered first"],
    ["a control character", `${CONFIG_MAP}data: {a: "\u0007"}\n`, "U+0007"],
    ["an alias without anchor", `${CONFIG_MAP}data: {a: *b}\n`, "no anchor &b"],
    ["an alias inside of its own anchor", `${CONFIG_MAP}data: &a {b: *a}\n`, "part of"],
    ["two merges in a map", `${CONFIG_MAP}data:\n  <<: {a: b}\n  <<: {c: d}\n`, "one << at most"],
    ["a merge of a scalar", `${CONFIG_MAP}data:\n  <<: a\n`, "takes a map"],
  ])("refuses %s", (_what, text, problem) => {
    const error = errorOf(text);
    expect(error.code).toBe("YAML_INVALID");
    expect(error.message).toContain(problem);
  });

  test.each<[keyof Limits, number, string]>([
    ["maxFileBytes", 10, CONFIG_MAP],
    ["maxDocumentBytes", 60, `${CONFIG_MAP}---\n${CONFIG_MAP}data: {a: bcdefghijklmnopqrstuvwxyz}\n`],
    ["maxDocuments", 1, `${CONFIG_MAP}---\n${CONFIG_MAP}`],
    ["maxDepth", 3, `${CONFIG_MAP}data: {a: {b: {c: {d: e}}}}\n`],
    ["maxAnchors", 2, `${CONFIG_MAP}data: {a: &a 1, b: &b 2, c: &c 3}\n`],
    ["maxAliases", 2, `${CONFIG_MAP}data: {a: &a 1, b: *a, c: *a, d: *a}\n`],
    ["maxValues", 8, `${CONFIG_MAP}data: {a: [1, 2, 3]}\n`],
  ])("stops at %s", (limit, max, text) => {
    expect(errorOf(text, { [limit]: max })).toMatchObject({ code: "LIMIT_EXCEEDED", limit, max });
  });

  test.each([
    ["lists in brackets", "[".repeat(1_500)],
    ["very many lists in brackets", "[".repeat(100_000)],
    ["maps in braces", "{a: ".repeat(100_000)],
    ["maps as keys", "? ".repeat(100_000)],
    ["maps by indentation", Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
    ["lists by dashes", "- ".repeat(100_000)],
  ])("stops at maxDepth for %s, each time, before anything recurses", (_what, text) => {
    for (const parse of [parseResources, parseValues, parseResources, parseValues]) {
      expect(parse(text)._unsafeUnwrapErr()).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxDepth", max: 64 });
    }
  });

  test("reads as many maps inside each other as maxDepth allows, and not one more", () => {
    const nested = (depth: number) => `${CONFIG_MAP}data: ${"{a: ".repeat(depth)}{}${"}".repeat(depth)}\n`;
    expect(parseResources(nested(63)).isOk()).toBe(true);
    expect(errorOf(nested(64))).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxDepth" });
  });

  test("counts what aliases stand for, so that a small text cannot become a large one", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `  l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]\n`,
    );
    expect(errorOf(`${CONFIG_MAP}data:\n  l0: &l0 lol\n${levels.join("")}`).code).toBe("LIMIT_EXCEEDED");
  });
});
