import { describe, expect, test } from "vitest";

import { defaultLimits } from "../../limits.ts";
import type { JsonValue } from "../../json.ts";
import { checkKustomizeStep } from "./kustomize-step.ts";
import { resolvePath } from "../resolve-path.ts";
import { isRemote } from "./is-remote.ts";
import { scanKustomizations } from "./scan-kustomizations.ts";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

function scan(files: Readonly<Record<string, string>>, root = ".", limits = defaultLimits) {
  return scanKustomizations(new Map(Object.entries(files)), root, "_upstream.yaml", limits);
}

/** Scans a kustomization beside ordinary files and folders. */
function scanned(kustomization: Readonly<Record<string, JsonValue>>) {
  return scan({
    "kustomization.yaml": JSON.stringify(kustomization),
    "pod.yaml": POD,
    "patch.yaml": "- {op: remove, path: /spec}\n",
    "data.env": "A",
    "base/kustomization.yml": "resources: [pod.yaml]\n",
    "base/pod.yaml": POD,
    "github.com/acme/base/kustomization.yaml": "{}",
    "base@v2/kustomization.yaml": "{}",
    "a.git/kustomization.yaml": "{}",
    "transformers/kustomization.yaml": "resources: [../config/labels.yaml]",
    "computed/kustomization.yaml": "resources: [../config/labels.yaml]\npatches: [{path: ../patch.yaml}]",
    "config/list.yaml":
      "apiVersion: v1\nkind: List\nitems: [{apiVersion: builtin, kind: PatchTransformer, metadata: {name: a}, path: 'https://evil.example/p'}]\n",
    "config/labels.yaml":
      "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: a}\nlabels: {a: 'https://x'}\nfieldSpecs: [{path: metadata/labels}]\n",
    "config/fetch.yaml":
      "apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: a}\npath: https://evil.example/patch.yaml\n",
  });
}

describe("a kustomization may refer to", () => {
  test.each<readonly [string, Readonly<Record<string, JsonValue>>]>([
    ["files and folders", { resources: ["pod.yaml", "./base", "base/"], bases: ["base/../base"] }],
    ["nothing", {}],
    [
      "patches of every kind",
      {
        patches: [
          { path: "patch.yaml", target: { kind: "Pod" } },
          { patch: "- op: test\n  path: /a\n  value: https://x\n" },
        ],
        patchesStrategicMerge: ["pod.yaml", POD],
        patchesJson6902: [{ path: "patch.yaml", target: {} }],
      },
    ],
    [
      "the files of generators",
      {
        configMapGenerator: [
          { name: "a", files: ["data.env", "other=data.env"], envs: ["data.env"], literals: ["u=https://x"] },
        ],
        secretGenerator: [{ name: "a", env: "data.env" }],
      },
    ],
    [
      "transformers in files and in place",
      {
        transformers: [
          "config/labels.yaml",
          "apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: a}\nprefix: x-\n",
        ],
        replacements: [{ source: { kind: "Pod" }, targets: [] }],
      },
    ],
    ["folders whose names look like repositories", { resources: ["base@v2", ".//base", "a.git"] }],
    [
      "a list of transformers in place",
      {
        transformers: [
          "{kind: List, apiVersion: v1, items: [{apiVersion: builtin, kind: PrefixTransformer, metadata: {name: a}, prefix: x-}]}",
        ],
      },
    ],
    ["transformers in a folder", { transformers: ["transformers"] }],
    ["the file that earlier steps fill", { resources: ["_upstream.yaml"] }],
    ["annotations that are addresses", { commonAnnotations: { docs: "https://example.com//x?y" } }],
  ])("%s", (_what, kustomization) => {
    expect(scanned(kustomization).isOk()).toBe(true);
  });
});

describe("a kustomization is refused that refers to", () => {
  test.each([
    "https://github.com/acme/base",
    "http://127.0.0.1:1/base.yaml",
    "github.com/acme/base",
    "git@github.com:acme/base",
    "git::https://example.com/x",
    "ssh://git@example.com/x",
    "gh:acme/base",
    "file:///etc",
    "base?ref=main",
    "example.com/acme/base.git",
    "example.com/acme//base",
    "https://dev.azure.com/acme/_git/base",
  ])("the remote base %s", (value) => {
    for (const field of ["resources", "bases", "components", "generators", "transformers", "validators"]) {
      const error = scanned({ [field]: [value] })._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: "TEMPLATE_UNSAFE", file: "kustomization.yaml" });
      expect(error.message).toContain(`${field}[0] names ${JSON.stringify(value)}`);
    }
  });

  test.each([
    { patches: [{ path: "https://x/p.yaml" }] },
    { patchesStrategicMerge: ["https://x/p.yaml"] },
    { patchesJson6902: [{ path: "https://x/p.yaml" }] },
    { replacements: [{ path: "https://x/p.yaml" }] },
    { crds: ["https://x/p.yaml"] },
    { configurations: ["https://x/p.yaml"] },
    { openapi: { path: "https://x/p.yaml" } },
    { configMapGenerator: [{ files: ["a=https://x/p.yaml"] }] },
    { secretGenerator: [{ envs: ["https://x/p.yaml"] }] },
    { secretGenerator: [{ envs: ["https://x/?a=data.env"] }] },
    { configMapGenerator: [{ env: "https://x/?a=data.env" }] },
    { patches: ["https://x/p.yaml"] },
    { patchesStrategicMerge: ["https://x/a: b"] },
    { validators: ["https://x/{}"] },
    { transformers: ["config/fetch.yaml"] },
    { generators: ["config/list.yaml"] },
    {
      transformers: [
        "{apiVersion: builtin, kind: PatchTransformer, metadata: {name: a}, path: 'https://x/p.yaml', items: []}",
      ],
    },
    {
      transformers: ["apiVersion: /builtin\nkind: PatchTransformer\nmetadata: {name: a}\npath: https://x/p.yaml\n"],
    },
    { transformers: ["apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: a}\nPath: https://x/?a=b\n"] },
    { transformers: ["apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: a}\npath: https://x/p.yaml\n"] },
  ])("a remote file: %j", (kustomization) => {
    expect(scanned(kustomization as never)._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
  });

  test.each(["/etc", "../outside", "base/../../outside", "a\\b"])("%s, outside of the templates", (value) => {
    expect(scanned({ resources: [value] })._unsafeUnwrapErr()).toMatchObject({ code: "TEMPLATE_UNSAFE" });
  });

  test.each([
    { ReSources: ["https://x"] },
    { "re\u017fources": ["https://x"] },
    { patches: [{ Path: "https://x/p.yaml" }] },
    { configMapGenerator: [{ ENVS: ["https://x"] }] },
  ])("a field in another case, which kustomize would take for its own: %j", (kustomization) => {
    const error = scanned(kustomization)._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "TEMPLATE_UNSAFE", file: "kustomization.yaml" });
  });

  test("transformers that are patched before they run", () => {
    const error = scanned({ transformers: ["computed"] })._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "TEMPLATE_UNSAFE", file: "computed/kustomization.yaml" });
    expect(scanned({ resources: ["computed"] }).isOk()).toBe(true);
  });

  test("a base that is read as a manifest as well", () => {
    const files = {
      "kustomization.yaml": "resources: [b/kustomization.yaml, b]",
      "b/kustomization.yaml": "resources: ['https://x']",
    };
    expect(scan(files)._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
  });

  test("charts, because kustomize would run Helm", () => {
    for (const field of ["helmCharts", "helmChartInflationGenerator", "helmGlobals"]) {
      expect(scanned({ [field]: [] })._unsafeUnwrapErr().message).toContain("render the chart in a helm step");
    }
  });

  test("a file that is not there, and is told which one", () => {
    const error = scanned({ patches: [{ path: "gone.yaml" }] })._unsafeUnwrapErr();
    expect(error.message).toContain("cannot read gone.yaml: kustomization.yaml names it in patches[0].path");
  });
});

describe("the YAML that kustomize would read", () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, i) => `${"bcdefghij"[i]}: &${"bcdefghij"[i]} [${Array(10).fill(`*${"abcdefghi"[i]}`).join(",")}]\n`).join("")}`;

  test.each([
    [
      "a bomb of aliases in a manifest",
      { "kustomization.yaml": "resources: [a.yaml]", "a.yaml": bomb },
      "LIMIT_EXCEEDED",
    ],
    ["a bomb of aliases in the kustomization", { "kustomization.yaml": bomb }, "LIMIT_EXCEEDED"],
    [
      "a bomb of aliases in a patch in place",
      { "kustomization.yaml": `patches: [{patch: ${JSON.stringify(bomb)}}]` },
      "LIMIT_EXCEEDED",
    ],
    [
      "a bomb of aliases in the patch of a transformer",
      {
        "kustomization.yaml": "transformers: [t.yaml]",
        "t.yaml": JSON.stringify({
          apiVersion: "builtin",
          kind: "PatchTransformer",
          metadata: { name: "a" },
          patch: bomb,
        }),
      },
      "LIMIT_EXCEEDED",
    ],
    ["a bomb that is called JSON", { "kustomization.yaml": "crds: [a.json]", "a.json": bomb }, "LIMIT_EXCEEDED"],
    [
      "an alias of itself",
      { "kustomization.yaml": "resources: [a.yaml]", "a.yaml": "a: &x {b: *x}\n" },
      "YAML_INVALID",
    ],
    [
      "a bomb in a base of a base",
      {
        "kustomization.yaml": "resources: [b]",
        "b/kustomization.yaml": "components: [c]",
        "b/c/kustomization.yaml": "resources: [a.yaml]",
        "b/c/a.yaml": bomb,
      },
      "LIMIT_EXCEEDED",
    ],
  ])("is refused first: %s", (_what, files, code) => {
    expect(scan(files)._unsafeUnwrapErr().code).toBe(code);
  });

  test("may be a large schema, as JSON", () => {
    const schema = JSON.stringify({
      definitions: Object.fromEntries(
        Array.from({ length: 50_000 }, (_, i) => [`io.example.Kind${i}`, { description: "x".repeat(30) }]),
      ),
    });
    const files = { "kustomization.yaml": "openapi: {path: schema.json}", "schema.json": schema };
    expect(schema.length).toBeGreaterThan(defaultLimits.maxDocumentBytes);
    expect(scan(files).isOk()).toBe(true);
  });
});

test("a kustomization may begin with a comment in a document of its own", () => {
  const files = { "kustomization.yaml": "# of the shop\n---\nresources: [a.yaml]\n", "a.yaml": POD };
  expect(scan(files)._unsafeUnwrap().content).toEqual({ resources: ["a.yaml"] });
});

test.each([
  [{ "a.yaml": "" }, "holds no kustomization.yaml"],
  [{ "kustomization.yaml": "{}", Kustomization: "{}" }, "holds more than one kustomization"],
  [
    { "kustomization.yaml": "resources: [a]", "a/kustomization.yaml": "resources: [..]" },
    "it is its own base (. -> a -> .)",
  ],
  [{ "kustomization.yaml": "[]" }, "kustomization.yaml is no map"],
])("a folder that cannot be built says why: %j", (files, words) => {
  expect(scan(files)._unsafeUnwrapErr().message).toContain(words);
});

test("an object is found in its file", () => {
  const { origins } = scanned({ resources: ["base"], patches: [{ path: "pod.yaml" }] })._unsafeUnwrap();
  expect(origins.get("Pod a")).toBe("base/pod.yaml");
});

test("paths are resolved from the folder of their kustomization", () => {
  expect(resolvePath("a/b", "../c/./d/")).toBe("a/c/d");
  expect(resolvePath("a", "..")).toBe(".");
  expect(resolvePath("a", "../..")).toBeUndefined();
  expect(resolvePath(".", "/a")).toBeUndefined();
  expect(isRemote("base/a-b.yaml")).toBe(false);
});

test("every problem of a step is told at once", () => {
  expect(checkKustomizeStep({ engine: "kustomize", path: "../x", upstream: 1, typo: true })).toHaveLength(3);
  expect(checkKustomizeStep({ engine: "kustomize", path: "overlays/prod", upstream: "base/chart.yaml" })).toEqual([]);
});
