import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { defaultLimits, parseResources, stringifyResources } from "@gitops/manifest-renderer";
import type { EngineContext, EngineInput, LocatedResource, Resource } from "@gitops/manifest-renderer";
import { kustomize } from "@gitops/manifest-renderer/engines/kustomize";
import { describe, expect, test } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import type { Files } from "./files-on-disk.ts";
import { folderOf } from "./files-on-disk.ts";
import { skipWithout } from "./present-engines.ts";

const binaries = fetchEngines().kubectl;
const context: EngineContext = { limits: defaultLimits, signal: undefined, secrets: [] };

const SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n";
const SETTINGS = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {HOST: example.com}\n";
const POD =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx, envFrom: [{configMapRef: {name: settings}}]}]}\n";
const BASE: Files = {
  "base/kustomization.yml": "resources: [./service.yaml, pod.yaml]\n",
  "base/service.yaml": SERVICE,
  "base/pod.yaml": POD,
};
const PATCH = "apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: {patched: 'yes'}}\n";

/** Fields and spellings that real repositories have, beside those of an ordinary overlay. */
const kustomizations: Readonly<Record<string, Files>> = {
  "fields of old versions": {
    ...BASE,
    "prod/kustomization.yaml": [
      "bases: [../base/]",
      "commonLabels: {team: web}",
      "patchesStrategicMerge:",
      "  - ./p.yaml",
      `  - ${JSON.stringify(PATCH.replace("patched", "inPlace"))}`,
      "patchesJson6902:",
      "  - {path: j.yaml, target: {version: v1, kind: Service, name: web}}",
      '  - {patch: \'[{"op": "add", "path": "/spec/clusterIP", "value": "None"}]\', target: {version: v1, kind: Service, name: web}}',
      "configMapGenerator: [{name: c, env: c.env}]",
    ].join("\n"),
    "prod/p.yaml": PATCH,
    "prod/j.yaml": "- {op: add, path: /spec/type, value: ClusterIP}\n",
    "prod/c.env": "A=1\n",
  },
  "configurations and schemas of custom resources": {
    ...BASE,
    "prod/kustomization.yaml":
      "resources: [../base, web.yaml]\nnamePrefix: p-\nconfigurations: [names.yaml]\ncrds: [crd.json]\n",
    "prod/web.yaml":
      "apiVersion: example.com/v1\nkind: Web\nmetadata: {name: w}\nspec: {service: web, settings: settings}\n",
    "prod/names.yaml":
      "nameReference:\n  - kind: Service\n    version: v1\n    fieldSpecs: [{kind: Web, path: spec/service}]\n",
    "prod/crd.json": JSON.stringify({ "example.com/v1.Web": { Schema: { properties: {} } } }),
  },
  "a schema that merges lists by key": {
    "prod/kustomization.yaml": "resources: [web.yaml]\nopenapi: {path: schema.json}\npatches: [{path: p.yaml}]\n",
    "prod/web.yaml":
      "apiVersion: example.com/v1\nkind: Web\nmetadata: {name: w}\nspec: {parts: [{name: a, size: 1}]}\n",
    "prod/p.yaml": "apiVersion: example.com/v1\nkind: Web\nmetadata: {name: w}\nspec: {parts: [{name: b, size: 2}]}\n",
    "prod/schema.json": JSON.stringify({
      definitions: {
        "com.example.v1.Web": {
          type: "object",
          "x-kubernetes-group-version-kind": [{ group: "example.com", version: "v1", kind: "Web" }],
          properties: {
            spec: {
              type: "object",
              properties: {
                parts: {
                  type: "array",
                  "x-kubernetes-patch-merge-key": "name",
                  "x-kubernetes-patch-strategy": "merge",
                  items: { type: "object", properties: { name: { type: "string" } } },
                },
              },
            },
          },
        },
      },
    }),
  },
  "generators and transformers that name files": {
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ngenerators: [g.yaml]\ntransformers: [t]\n",
    "prod/g.yaml":
      "apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: c}\nname: c\nfiles: [a.txt]\nenvs: [c.env]\n",
    "prod/a.txt": "a: &x {b: *x}\n",
    "prod/c.env": "A=1\n",
    "prod/t/kustomization.yaml": "resources: [t.yaml]\n",
    "prod/t/t.yaml":
      "apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: p}\npath: p.yaml\ntarget: {kind: Service}\n",
    "prod/p.yaml": PATCH,
  },
  "names that follow what a generator made": {
    ...BASE,
    "prod/kustomization.yaml": [
      "resources: [../base]",
      "nameSuffix: -v2",
      "configMapGenerator: [{name: settings, literals: [A=1]}]",
      "generatorOptions: {labels: {made: 'yes'}}",
    ].join("\n"),
  },
  "a file above that only a base reads": {
    "kustomization.yaml": "resources: [service.yaml]\n",
    "service.yaml": SERVICE,
    "overlays/dev/Kustomization": "resources: [../../shared]\nnamespace: dev\n",
    "shared/kustomization.yaml": "resources: [settings.yaml]\n",
    "shared/settings.yaml": SETTINGS,
    "prod/kustomization.yaml": "resources: [../overlays/dev]\nnameSuffix: -x\nsortOptions: {order: fifo}\n",
  },
  "metadata of the build": {
    ...BASE,
    "prod/kustomization.yaml":
      "resources: [../base]\nnamePrefix: p-\nbuildMetadata: [originAnnotations, transformerAnnotations, managedByLabel]\n",
  },
  "an object that is deleted again": {
    ...BASE,
    "prod/kustomization.yaml":
      "resources: [../base]\npatches: [{patch: '{apiVersion: v1, kind: Pod, metadata: {name: web}, $patch: delete}'}]\n",
  },
  nothing: { "prod/kustomization.yaml": "namePrefix: p-\n" },
};

function inputOf(files: Files, resources: readonly LocatedResource[] = []): EngineInput {
  const empty = { namespace: undefined, values: {}, images: [] };
  return { app: "web", environment: "prod", ...empty, files: new Map(Object.entries(files)), resources };
}

function texts(resources: readonly Resource[]): readonly string[] {
  return resources.map((resource) => stringifyResources([resource])._unsafeUnwrap()).sort();
}

skipWithout("kubectl", binaries);

describe.each(binaries)("the kustomize of kubectl $version", ({ path }) => {
  const run = (files: Files, resources: readonly LocatedResource[] = []) =>
    kustomize({ binary: path }).render({ engine: "kustomize", path: "prod" }, inputOf(files, resources), context);

  test.each(Object.entries(kustomizations))("builds %s as kustomize alone does", async (_what, files) => {
    const alone = execFileSync(path, ["kustomize", join(folderOf(files), "prod")], { encoding: "utf8", stdio: "pipe" });
    const output = (await run(files))._unsafeUnwrap();

    expect(texts(output.resources.map(({ resource }) => resource))).toEqual(
      texts(parseResources(alone)._unsafeUnwrap()),
    );
  });

  test.each([
    ["a program", (script: string) => `exec: {path: ${script}}`],
    ["a container", () => "container: {image: example.com/evil}"],
    ["a script of Starlark", () => "starlark: {path: f.star, name: f}"],
  ])("runs no function that is %s", async (_what, functionOf) => {
    const folder = folderOf({});
    const script = join(folder, "run.sh");
    writeFileSync(script, `#!/bin/sh\n: > ${join(folder, "ran")}\n`, { mode: 0o755 });
    const files = {
      ...BASE,
      "prod/kustomization.yaml": "resources: [../base]\ntransformers: [f.yaml]\n",
      "prod/f.star": "print(1)\n",
      "prod/f.yaml": `apiVersion: example.com/v1\nkind: F\nmetadata: {name: f, annotations: {config.kubernetes.io/function: "${functionOf(script)}"}}\n`,
    };

    expect((await run(files))._unsafeUnwrapErr().code).toBe("ENGINE_FAILED");
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });

  test("loses no base that is not in a list when earlier resources are added", async () => {
    const resources = parseResources(SETTINGS)
      ._unsafeUnwrap()
      .map((resource) => ({ resource, origin: { file: "a.yaml", line: 1 } }));
    const files = { ...BASE, "prod/kustomization.yaml": "resources: ../base\n" };

    for (const earlier of [[], resources]) {
      expect((await run(files, earlier))._unsafeUnwrapErr()).toMatchObject({ code: "ENGINE_FAILED" });
    }
  });
});
