import { describe, expect, test } from "vitest";

import { defaultLimits } from "../../limits.ts";
import { checkJson } from "./check-json.ts";
import { quoteReference } from "./quote-reference.ts";
import { scanKustomizations } from "./scan-kustomizations.ts";

type Files = Readonly<Record<string, string>>;

const RECURSIVE = "a: &x {b: *x}\n";

function scan(files: Files, limits = defaultLimits) {
  return scanKustomizations(new Map(Object.entries(files)), ".", "_upstream.yaml", limits);
}

function builtIn(kind: string, field: string): string {
  return `apiVersion: builtin\nkind: ${kind}\nmetadata: {name: a}\n${field}\n`;
}

describe("what earlier steps made", () => {
  test.each(["generators", "transformers", "validators"])("can never be one of the %s", (field) => {
    const error = scan({ "kustomization.yaml": `${field}: [_upstream.yaml]\n` })._unsafeUnwrapErr();

    expect(error).toMatchObject({ code: "TEMPLATE_UNSAFE", file: "kustomization.yaml" });
    expect(error.message).toContain("list it in resources");
  });

  test("can never be listed in a folder of transformers", () => {
    const files = {
      "kustomization.yaml": "transformers: [t]\n",
      "t/kustomization.yaml": "resources: [../_upstream.yaml]\n",
    };

    expect(scan(files)._unsafeUnwrapErr()).toMatchObject({ code: "TEMPLATE_UNSAFE", file: "t/kustomization.yaml" });
  });
});

describe("a << in a kustomization", () => {
  test.each([
    ["resources: [a.yaml]\n<<: {resources: ['https://x']}\n", "2:1"],
    ["---\n# first\n---\npatches: [{path: a.yaml, <<: {path: 'https://x'}}]\n", "4:26"],
    ["<<: {resources: [a.yaml], <<: {resources: ['https://x']}}\n", "1:27"],
  ])("is refused behind other keys, over which it would win: %j", (text, place) => {
    const error = scan({ "kustomization.yaml": text, "a.yaml": "{}" })._unsafeUnwrapErr();

    expect(error.code).toBe("YAML_INVALID");
    expect(error.message).toContain(`kustomization.yaml:${place}: kustomize lets this << win`);
  });

  test("is followed in front of them, and is nothing in a text", () => {
    const text = "<<: {resources: [a.yaml]}\nnamePrefix: '<<'\npatches: [{patch: '{kind: Pod, <<: {a: b}}'}]\n";

    expect(scan({ "kustomization.yaml": text, "a.yaml": "{}" }).isOk()).toBe(true);
    expect(scan({ "kustomization.yaml": text })._unsafeUnwrapErr().message).toContain("cannot read a.yaml");
  });
});

describe("a file that a transformer names", () => {
  test.each([
    ["PatchTransformer", "path: p.yaml"],
    ["PatchJson6902Transformer", "path: ./p.yaml"],
    ["PatchStrategicMergeTransformer", "paths: [p.yaml]"],
    ["ReplacementTransformer", "replacements: [{path: p.yaml}]"],
    ["ValueAddTransformer", "targetFilePath: p.yaml"],
  ])("is read before kustomize reads it: %s, %s", (kind, field) => {
    const files = { "p.yaml": RECURSIVE, "t.yaml": builtIn(kind, field) };
    const inPlace = JSON.stringify({ transformers: [files["t.yaml"]] });

    for (const kustomization of ["transformers: [t.yaml]\n", inPlace]) {
      const error = scan({ ...files, "kustomization.yaml": kustomization })._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: "YAML_INVALID", file: "p.yaml" });
    }
  });

  test("lies where the kustomization lies that runs the transformer, not where that is described", () => {
    const files = {
      "kustomization.yaml": "transformers: [t]\nresources: [b]\n",
      "t/kustomization.yaml": "resources: [t.yaml]\n",
      "t/t.yaml": builtIn("PatchTransformer", "path: p.yaml"),
      "b/kustomization.yaml": "transformers: [../t]\n",
    };

    expect(scan({ ...files, "t/p.yaml": "{{ a template }}" }).isOk()).toBe(true);
    for (const path of ["p.yaml", "b/p.yaml"]) {
      expect(scan({ ...files, [path]: RECURSIVE })._unsafeUnwrapErr()).toMatchObject({ file: path });
    }
  });

  test("is never fetched for a list of targets", () => {
    const files = {
      "kustomization.yaml": "transformers: [t.yaml]\n",
      "t.yaml": builtIn("ValueAddTransformer", "TargetFilePath: http://x/t.yaml"),
    };

    expect(scan(files)._unsafeUnwrapErr()).toMatchObject({ code: "TEMPLATE_UNSAFE", file: "t.yaml" });
  });

  test("may hold anything when it becomes data", () => {
    const files = {
      "kustomization.yaml": "generators: [g.yaml]\n",
      "g.yaml": builtIn("ConfigMapGenerator", "files: [p.yaml]"),
      "p.yaml": RECURSIVE,
    };

    expect(scan(files).isOk()).toBe(true);
  });
});

describe("a scan ends with an error, and never with an exception,", () => {
  test("of kustomizations that lie too deep inside of each other", () => {
    const chain = (length: number): Files =>
      Object.fromEntries(
        Array.from({ length }, (_, index) => [
          index === 0 ? "kustomization.yaml" : `k${index}/kustomization.yaml`,
          index === length - 1 ? "{}" : `resources: [${index === 0 ? "" : "../"}k${index + 1}]`,
        ]),
      );

    expect(scan(chain(100)).isOk()).toBe(true);
    expect(scan(chain(101))._unsafeUnwrapErr().message).toContain("more than 100 kustomizations");
    expect(scan(chain(9_000)).isErr()).toBe(true);
  });

  test.each([
    `{"items":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
    `{"apiVersion":"builtin","a":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`,
  ])("of JSON that nests too deep", (json) => {
    const error = scan({ "kustomization.yaml": "crds: [a.json]", "a.json": json })._unsafeUnwrapErr();

    expect(error).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxDepth" });
  });

  test("of more references in all kustomizations than the limit", () => {
    const files = {
      "kustomization.yaml": "resources: [b, c]\n",
      "b/kustomization.yaml": "resources: [a.yaml, a.yaml, a.yaml]\n",
      "c/kustomization.yaml": "resources: [a.yaml, a.yaml, a.yaml]\n",
      "b/a.yaml": "{}",
      "c/a.yaml": "{}",
    };
    const error = scan(files, { ...defaultLimits, maxValues: 7 })._unsafeUnwrapErr();

    expect(scan(files, { ...defaultLimits, maxValues: 8 }).isOk()).toBe(true);
    expect(error).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxValues" });
    expect(error.message).toContain("references");
  });
});

describe("JSON", () => {
  const check = (text: string, maxDepth = 3) => checkJson({ file: "a.json", text }, maxDepth);

  test.each([
    ['{"items": [{"a": 1}], "items": []}', "1:23", '"items" stands twice'],
    ['{"a": {"b": 1,\n"\\u0062" : 2}}', "2:1", '"b" stands twice'],
    ['[{"<<": {}}]', "1:3", '"<<"'],
  ])("that kustomize reads in another way is refused: %s", (text, place, words) => {
    const error = check(text)._unsafeUnwrapErr();

    expect(error.message).toContain(`a.json:${place}`);
    expect(error.message).toContain(words);
  });

  test.each([
    String.raw`["[[[\"[[[", {"]}": "\\"}, "a", "a", {"x": "<<", "y": {"x": ":"}}, {"x": 1}]`,
    String.raw`{"a": "a", "b": ["a", "b"], "__proto__": 1, "": "\"a\": 1", "c" :{}}`,
  ])("that all read alike is taken: %s", (text) => {
    expect(JSON.parse(text)).toBeDefined();
    expect(check(text).isOk()).toBe(true);
  });

  test("may nest as deep as the limit, brackets in strings aside", () => {
    expect(check(String.raw`["\\", [["[[["]]]`, 3).isOk()).toBe(true);
    expect(check(String.raw`["\\", [["[[["]]]`, 2)._unsafeUnwrapErr().code).toBe("LIMIT_EXCEEDED");
  });
});

describe("a message shows no", () => {
  test.each([
    ["https://ghp_token@github.com/acme/base", "https://***@github.com/acme/base"],
    ["git::https://user:p@ss@host/x@y", "git::https://***@host/x@y"],
    ["https://git@token@host/x", "https://***@host/x"],
    ["ssh://git@host/x", "ssh://git@host/x"],
    ["base@v2", "base@v2"],
  ])("credentials of the address %s", (value, shown) => {
    expect(quoteReference(value)).toBe(JSON.stringify(shown));
  });

  test.each([
    "secretGenerator: [{name: s, literals: ['p=hunter22' 'x']}]\n",
    "apiVersion: builtin\nkind: SecretGenerator\nliterals: ['p=hunter22' 'x']\n",
  ])("literal of a generator of Secrets", (text) => {
    const error = scan({ "kustomization.yaml": text })._unsafeUnwrapErr();

    expect(error.code).toBe("YAML_INVALID");
    expect(error.message).not.toContain("hunter22");
  });

  test("value of a Secret in JSON", () => {
    const json = '{"kind": "Secret", "stringData": {"p": "hunter22", "p": "hunter22"}}';
    const error = scan({ "kustomization.yaml": "resources: [s.json]\n", "s.json": json })._unsafeUnwrapErr();

    expect(error.code).toBe("YAML_INVALID");
    expect(error.message).not.toContain("hunter22");
  });
});
