import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

import { defaultLimits, parseResources } from "@gitops/manifest-renderer";
import type { EngineContext, EngineInput } from "@gitops/manifest-renderer";
import { kustomize } from "@gitops/manifest-renderer/engines/kustomize";
import { describe, expect, onTestFinished, test } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import type { Files } from "./files-on-disk.ts";
import { folderOf } from "./files-on-disk.ts";
import { skipWithout } from "./present-engines.ts";

const execFileAsync = promisify(execFile);
const binaries = fetchEngines().kubectl;
const context: EngineContext = { limits: defaultLimits, signal: undefined, secrets: [] };

const SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n";
const BASE: Files = { "base/kustomization.yaml": "resources: [service.yaml]\n", "base/service.yaml": SERVICE };

const patchOf = (address: string, first = "apiVersion: builtin\n", field = "path"): string =>
  `${first}kind: PatchTransformer\nmetadata: {name: p}\n${field}: ${address}/p.yaml\n`;

/** What a scan could take for something else than kustomize does. */
const harmless: Readonly<Record<string, Files>> = {
  "folders whose names look like repositories": {
    "prod/kustomization.yaml": "resources: [..//base, a.git, b@v2]\n",
    "prod/a.git/kustomization.yaml": "namePrefix: a-\n",
    "prod/b@v2/kustomization.yaml": "namePrefix: a-\n",
    ...BASE,
  },
  "a kustomization below a comment of its own": {
    "prod/kustomization.yaml": "# of the shop\n---\nresources: [../base]\n",
    ...BASE,
  },
  "a merge in front of what wins over it": {
    "prod/kustomization.yaml": "<<: {resources: ['https://example.invalid/base.yaml']}\nresources: [../base]\n",
    ...BASE,
  },
  "transformers in a folder": {
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t]\n",
    "prod/t/kustomization.yaml": "resources: [t.yaml]\n",
    "prod/t/t.yaml":
      "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: l}\nlabels: {via: t}\nfieldSpecs: [{path: metadata/labels, create: true}]\n",
    ...BASE,
  },
};

/** Kustomizations that make kustomize ask a server for something. */
const fetching: Readonly<Record<string, (address: string) => Files>> = {
  "a remote base": (address) => ({ "prod/kustomization.yaml": `resources: ["${address}/base.yaml"]\n` }),
  "a field in another case": (address) => ({ "prod/kustomization.yaml": `ReSources: ["${address}/base.yaml"]\n` }),
  "a field with a long s": (address) => ({ "prod/kustomization.yaml": `re\u017fources: ["${address}/base.yaml"]\n` }),
  "variables whose address ends like a file": (address) => ({
    "prod/kustomization.yaml": `configMapGenerator: [{name: a, envs: ["${address}/?a=a.env"]}]\n`,
    "prod/a.env": "A=1\n",
  }),
  "an address that looks like a map": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": `resources: [../base]\ntransformers: ["${address}/a: b"]\n`,
  }),
  "a transformer": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t.yaml]\n",
    "prod/t.yaml": patchOf(address, "apiVersion: /builtin\n", "PATH"),
  }),
  "a transformer that reads its targets": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t.yaml]\n",
    "prod/t.yaml": `apiVersion: builtin\nkind: ValueAddTransformer\nmetadata: {name: v}\nvalue: x\ntargetFilePath: ${address}/t.yaml\n`,
  }),
  "a transformer that looks like a list": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t.yaml]\n",
    "prod/t.yaml": `${patchOf(address)}items: []\n`,
  }),
  "a list of transformers": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t.yaml]\n",
    "prod/t.yaml": `apiVersion: v1\nkind: List\nitems:\n- ${patchOf(address).trim().replaceAll("\n", "\n  ")}\n`,
  }),
  "a merge that wins over what stands before it": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": `resources: [../base]\n<<: {resources: ["${address}/base.yaml"]}\n`,
  }),
  "a list of transformers that stands twice": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t.json]\n",
    "prod/t.json": `{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "builtin", "kind": "PatchTransformer", "metadata": {"name": "p"}, "path": "${address}/p.yaml"}], "items": []}`,
  }),
  "a transformer that is patched first": (address) => ({
    ...BASE,
    "prod/kustomization.yaml": "resources: [../base]\ntransformers: [t]\n",
    "prod/t/kustomization.yaml": "resources: [t.yaml]\npatches: [{path: p.yaml, target: {kind: PatchTransformer}}]\n",
    "prod/t/t.yaml": patchOf("local"),
    "prod/t/p.yaml": JSON.stringify([{ op: "replace", path: "/path", value: `${address}/p.yaml` }]),
  }),
  "a base that is a manifest as well": (address) => ({
    "prod/kustomization.yaml": "resources: [b/kustomization.yaml, b]\n",
    "prod/b/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: b}\nresources: ["${address}/base.yaml"]\n`,
  }),
};

/** Starts a server that remembers what it was asked for. */
async function listen(): Promise<{ readonly address: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(SERVICE);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function inputOf(files: Files, rest: Partial<EngineInput> = {}): EngineInput {
  const empty = { namespace: undefined, values: {}, images: [], resources: [] };
  return { app: "web", environment: "prod", ...empty, files: new Map(Object.entries(files)), ...rest };
}

skipWithout("kubectl", binaries);

describe.each(binaries)("the kustomize of kubectl $version", ({ path }) => {
  const run = (files: Files, rest: Partial<EngineInput> = {}) =>
    kustomize({ binary: path }).render({ engine: "kustomize", path: "prod" }, inputOf(files, rest), context);

  test.each(Object.entries(fetching))("fetches nothing by %s, though kustomize would", async (_what, filesOf) => {
    const { address, asked } = await listen();
    const files = filesOf(address);
    const error = (await run(files))._unsafeUnwrapErr();
    expect(["TEMPLATE_UNSAFE", "YAML_INVALID"]).toContain(error.code);
    expect(asked).toEqual([]);

    await execFileAsync(path, ["kustomize", join(folderOf(files), "prod")]).catch(() => undefined);
    expect(asked).not.toEqual([]);
  });

  test("fetches nothing by what an earlier step made, though kustomize would", async () => {
    const { address, asked } = await listen();
    const files = { ...BASE, "prod/kustomization.yaml": "resources: [../base]\ntransformers: [_upstream.yaml]\n" };
    const resources = parseResources(patchOf(address))
      ._unsafeUnwrap()
      .map((resource) => ({ resource, origin: { file: "chart/templates/x.yaml", line: 1 } }));
    const error = (await run(files, { resources }))._unsafeUnwrapErr();
    expect([error.code, asked]).toEqual(["TEMPLATE_UNSAFE", []]);

    const folder = folderOf({ ...files, "prod/_upstream.yaml": patchOf(address) });
    await execFileAsync(path, ["kustomize", join(folder, "prod")]).catch(() => undefined);
    expect(asked).not.toEqual([]);
  });

  test.each(Object.entries(harmless))("builds %s", async (_what, files) => {
    expect((await run(files))._unsafeUnwrap().resources.map(({ resource }) => resource.metadata.name)).toContain("web");
  });
});
