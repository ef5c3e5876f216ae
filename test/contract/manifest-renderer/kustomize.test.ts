import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { defaultLimits, parseResources, stringifyResources } from "@gitops/manifest-renderer";
import type { EngineContext, EngineInput, Resource } from "@gitops/manifest-renderer";
import { kustomize } from "@gitops/manifest-renderer/engines/kustomize";
import { describe, expect, onTestFinished, test, vi } from "vitest";

import { fakeEngine, removeFakeEngines } from "../../../packages/manifest-renderer/fixtures/fake-engine.ts";
import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import type { Files } from "./files-on-disk.ts";
import { folderOf } from "./files-on-disk.ts";
import { skipWithout } from "./present-engines.ts";

removeFakeEngines();

const binaries = fetchEngines().kubectl;
const context: EngineContext = { limits: defaultLimits, signal: undefined, secrets: [] };

const DEPLOYMENT = [
  "apiVersion: apps/v1",
  "kind: Deployment",
  "metadata: {name: web, labels: {tier: front}}",
  "spec:",
  "  replicas: 1",
  "  selector: {matchLabels: {app: web}}",
  "  template:",
  "    metadata: {labels: {app: web}}",
  '    spec: {containers: [{name: web, image: nginx, env: [{name: A, value: "1"}]}]}',
  "",
].join("\n");
const SERVICE =
  "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";
const BASE: Files = {
  "base/kustomization.yaml": "resources: [deployment.yaml, service.yaml]\n",
  "base/deployment.yaml": DEPLOYMENT,
  "base/service.yaml": SERVICE,
};

const kustomizations: Readonly<Record<string, Files>> = {
  "an overlay": {
    ...BASE,
    "prod/kustomization.yaml": [
      "resources: [../base]",
      "namespace: prod",
      "namePrefix: p-",
      "nameSuffix: -s",
      "commonAnnotations: {a: b}",
      "labels: [{pairs: {team: web}, includeSelectors: true}]",
      "images: [{name: nginx, newName: registry.example/nginx, newTag: '1.10'}]",
      "replicas: [{name: web, count: 3}]",
    ].join("\n"),
  },
  "patches of three kinds": {
    ...BASE,
    "prod/kustomization.yaml": [
      "resources: [../base]",
      "patches:",
      "  - path: merge.yaml",
      "  - {path: json.yaml, target: {kind: Service}}",
      "  - target: {kind: Deployment, name: w.*}",
      "    patch: |-",
      "      - {op: replace, path: /spec/replicas, value: 7}",
    ].join("\n"),
    "prod/merge.yaml":
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, env: [{name: B, value: on}]}]}}}\n",
    "prod/json.yaml": "- {op: add, path: /spec/type, value: NodePort}\n",
  },
  "generators, whose names carry a hash": {
    ...BASE,
    "prod/kustomization.yaml": [
      "resources: [../base]",
      "configMapGenerator:",
      "  - {name: c, files: [a.txt, b=a.txt], envs: [c.env], literals: [D=yes]}",
      "secretGenerator:",
      "  - {name: s, literals: [P=x]}",
    ].join("\n"),
    "prod/a.txt": "text\nof two lines\n",
    "prod/c.env": "C=1\n",
  },
  "a component and replacements": {
    ...BASE,
    "parts/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [extra.yaml]\n",
    "parts/extra.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {host: example.com}\n",
    "prod/kustomization.yaml": "resources: [../base]\ncomponents: [../parts]\nreplacements: [{path: r.yaml}]\n",
    "prod/r.yaml":
      "source: {kind: ConfigMap, name: extra, fieldPath: data.host}\ntargets: [{select: {kind: Service}, fieldPaths: [metadata.annotations.host], options: {create: true}}]\n",
  },
  "transformers in place and in files": {
    ...BASE,
    "prod/kustomization.yaml": [
      "resources: [../base]",
      "transformers:",
      "  - t.yaml",
      "  - |-",
      "    apiVersion: builtin",
      "    kind: PrefixTransformer",
      "    metadata: {name: p}",
      "    prefix: x-",
      "    fieldSpecs: [{path: metadata/name}]",
    ].join("\n"),
    "prod/t.yaml":
      "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: l}\nlabels: {via: transformer}\nfieldSpecs: [{path: metadata/labels, create: true}]\n",
  },
  "scalars that readers of YAML quarrel about": {
    "prod/kustomization.yaml": "resources: [a.yaml]\n",
    "prod/a.yaml":
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: "on", b: on, c: "0123", d: "1e3", e: "1.10", f: "2024-01-01", g: "a\\nb\\n"}\n',
  },
};

function inputOf(files: Files, rest: Partial<EngineInput> = {}): EngineInput {
  const empty = { namespace: undefined, values: {}, images: [], resources: [] };
  return { app: "web", environment: "prod", ...empty, files: new Map(Object.entries(files)), ...rest };
}

const located = (text: string): EngineInput["resources"] =>
  parseResources(text)
    ._unsafeUnwrap()
    .map((resource) => ({ resource, origin: { file: "chart/templates/x.yaml", line: 7 } }));

function texts(resources: readonly Resource[]): readonly string[] {
  return resources.map((resource) => stringifyResources([resource])._unsafeUnwrap()).sort();
}

skipWithout("kubectl", binaries);

describe.each(binaries)("the kustomize of kubectl $version", ({ path }) => {
  const engine = kustomize({ binary: path });
  const step = { engine: "kustomize", path: "prod" };
  const run = (files: Files, rest: Partial<EngineInput> = {}, more: Partial<EngineContext> = {}) =>
    engine.render(step, inputOf(files, rest), { ...context, ...more });

  test("says its version and the digest of its file", async () => {
    const identity = (await engine.identify(context))._unsafeUnwrap();
    expect(identity.version).toMatch(/^v5\.\d+\.\d+$/);
    expect(identity.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test.each(Object.entries(kustomizations))("builds %s as kustomize alone does", async (_what, files) => {
    const alone = execFileSync(path, ["kustomize", join(folderOf(files), "prod")], { encoding: "utf8" });
    const output = (await run(files))._unsafeUnwrap();
    expect(texts(output.resources.map(({ resource }) => resource))).toEqual(
      texts(parseResources(alone)._unsafeUnwrap()),
    );
    for (const { origin } of output.resources) expect(Object.keys(files)).toContain(origin.file);
  });

  test("patches what earlier steps made, whether the kustomization lists it or not", async () => {
    const patch = {
      "prod/kustomization.yaml": "patches: [{path: p.yaml}]\n",
      "prod/p.yaml": kustomizations["patches of three kinds"]?.["prod/merge.yaml"] ?? "",
    };
    const listed = {
      ...patch,
      "prod/kustomization.yaml": `resources: [_upstream.yaml]\n${patch["prod/kustomization.yaml"]}`,
    };
    const [one, two] = [
      (await run(patch, { resources: located(DEPLOYMENT) }))._unsafeUnwrap(),
      (await run(listed, { resources: located(DEPLOYMENT) }))._unsafeUnwrap(),
    ];
    expect(texts(one.resources.map(({ resource }) => resource))).toEqual(
      texts(two.resources.map(({ resource }) => resource)),
    );
    expect(JSON.stringify(one.resources[0]?.resource)).toContain('{"name":"B","value":"on"}');
    expect(one.resources[0]?.origin).toEqual({ file: "chart/templates/x.yaml", line: 7 });
  });

  test("offers them to a base that lists them", async () => {
    const files = {
      "prod/kustomization.yaml": "resources: [../base]\nnamePrefix: p-\n",
      "base/kustomization.yaml": "resources: [chart.yaml]\n",
    };
    const output = await engine.render(
      { ...step, upstream: "base/chart.yaml" },
      inputOf(files, { resources: located(SERVICE) }),
      context,
    );
    expect(output._unsafeUnwrap().resources.map(({ resource }) => resource.metadata.name)).toEqual(["p-web"]);
  });

  test("says that nothing was made before it, and that a file is in the way", async () => {
    const files = { "prod/kustomization.yaml": "resources: [_upstream.yaml]\n" };
    expect((await run(files))._unsafeUnwrapErr().message).toContain("no step before this one made resources");
    const inTheWay = { ...files, "prod/_upstream.yaml": SERVICE };
    expect((await run(inTheWay, { resources: located(SERVICE) }))._unsafeUnwrapErr().message).toContain(
      "set `upstream`",
    );
    expect((await run(inTheWay))._unsafeUnwrap().resources).toHaveLength(1);
  });

  test("leaves documents of SOPS alone", async () => {
    const [sealed] = located(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: "ENC[x]"}\nsops: {mac: "ENC[y]"}\n',
    );
    const resources = [{ ...sealed!, sealedText: "as it is" }, ...located(SERVICE)];
    const output = (await run({ "prod/kustomization.yaml": "namePrefix: p-\n" }, { resources }))._unsafeUnwrap();
    expect(output.resources.map(({ resource, sealedText }) => [resource.metadata.name, sealedText])).toEqual([
      ["s", "as it is"],
      ["p-web", undefined],
    ]);
  });

  test("does not tell a ConfigMap what stands in the environment", async () => {
    vi.stubEnv("GITHUB_TOKEN", "hunter22");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const files = {
      "prod/kustomization.yaml": "configMapGenerator: [{name: c, envs: [c.env]}]\n",
      "prod/c.env": "GITHUB_TOKEN\n",
    };
    const output = await run(files);
    expect(JSON.stringify(output.isOk() ? output.value.resources : output.error.message)).not.toContain("hunter22");
  });

  test("takes a name that looks like a path for a name", async () => {
    const files = {
      "prod/kustomization.yaml": "resources: [a.yaml]\n",
      "prod/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ../../../pwned}\n",
    };
    const output = (await run(files))._unsafeUnwrap();
    expect(output.resources[0]?.resource.metadata.name).toBe("../../../pwned");
  });

  test("gives the words of kustomize, without the folder that differs in every run", async () => {
    const files = { ...BASE, "prod/kustomization.yaml": "resources: [../base]\nnope: 1\n" };
    const error = (await run(files))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "ENGINE_FAILED", engine: "kustomize", exitCode: 1 });
    expect(error.message).toContain("nope");
    expect(error.message).not.toContain(tmpdir());
  });

  test("stops when its time is over", async () => {
    const error = (
      await run(BASE_OF_PROD, {}, { limits: { ...defaultLimits, engineTimeoutMs: 1 } })
    )._unsafeUnwrapErr();
    expect(error.code).toBe("ENGINE_TIMEOUT");
  });
});

test("kustomize runs without git, cluster and network", async () => {
  vi.stubEnv("GITHUB_TOKEN", "token of the parent");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const print = `printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: a }\\ndata:\\n  args: "%s"\\n' "$*"`;
  const variables = `/usr/bin/env | while IFS='=' read -r name value; do printf '  %s: "%s"\\n' "$name" "$value"; done`;
  const binary = fakeEngine(`if [ "$1" = version ]; then echo v5.9.0; exit 0; fi\n${print}; ${variables}`);
  const files = { ...BASE_OF_PROD, "-o/kustomization.yaml": "resources: []\n" };
  const output = await kustomize({ binary }).render({ engine: "kustomize", path: "-o" }, inputOf(files), context);
  const data = output._unsafeUnwrap().resources[0]?.resource["data"] as Readonly<Record<string, string>>;

  expect(data).toMatchObject({ args: "build .", PATH: "/nonexistent", HTTPS_PROXY: "http://127.0.0.1:0" });
  expect(data).not.toHaveProperty("GITHUB_TOKEN");
});

test("a kustomize that is older than that of Flux is refused", async () => {
  const binary = fakeEngine(`if [ "$1" = version ]; then echo '{Version:kustomize/v4.5.4 GitCommit:cf3a}'; fi`);
  const error = (await kustomize({ binary }).identify(context))._unsafeUnwrapErr();
  expect(error).toMatchObject({ code: "ENGINE_FAILED", engine: "kustomize" });
  expect(error.message).toContain("v4.5.4");
});

const BASE_OF_PROD = { ...BASE, "prod/kustomization.yaml": "resources: [../base]\n" };

test("a machine without kustomize is told how to get it", async () => {
  const engine = kustomize({ searchPath: "/nonexistent" });
  const error = (await engine.identify(context))._unsafeUnwrapErr();
  expect(error).toMatchObject({ code: "ENGINE_MISSING", engine: "kustomize" });
  expect(error.message).toContain("/nonexistent/kustomize");
  expect(error.message).toContain("/nonexistent/kubectl");
});
