import { memoryCache, render, secretValue, verifyDeterminism, type RenderRequest } from "@gitops/manifest-renderer";
import { kubernetesSchemas } from "@gitops/manifest-renderer/schemas";
import { describe, expect, test } from "vitest";

import { presentEngines, skipWithout } from "./present-engines.ts";

const { helm, kustomize, jsonnet, missing } = presentEngines();
const DIGEST = `sha256:${"a".repeat(64)}`;

// Jsonnet writes the chart and the kustomization, Helm renders the one, kustomize patches with the other, and the
// placeholders that all of them left are replaced at the end.
const TEMPLATES: Readonly<Record<string, string>> = {
  "app.jsonnet": `
local config = std.extVar("gitops");
{
  "chart/Chart.yaml": { apiVersion: "v2", name: config.app, version: "1.0.0" },
  "chart/templates/deployment.yaml": importstr "deployment.tpl",
  "kustomize/kustomization.yaml": {
    labels: [{ pairs: { environment: config.environment } }],
    patches: [{ patch: std.manifestJson([{ op: "add", path: "/spec/replicas", value: config.values.replicas }]), target: { kind: "Deployment" } }],
  },
}
`,
  "deployment.tpl": [
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata: {name: {{ .Release.Name }}}",
    "spec:",
    "  selector: {matchLabels: {app: {{ .Release.Name }}}}",
    "  template:",
    "    metadata: {labels: {app: {{ .Release.Name }}}}",
    "    spec:",
    "      containers:",
    "        - name: web",
    "          image: {{ .Values.image | quote }}",
    '          env: [{name: GREETING, value: "#{greeting}#"}]',
    "",
  ].join("\n"),
  "plain/service.yaml":
    "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n",
};

const request: RenderRequest = {
  app: "web",
  environment: "prod",
  namespace: "shop",
  templates: new Map(Object.entries(TEMPLATES)),
  chain: [
    { engine: "jsonnet", entry: "app.jsonnet", output: "files" },
    { engine: "helm", chart: "chart", imageValues: { web: "image" } },
    { engine: "kustomize", path: "kustomize" },
    { engine: "plain", path: "plain" },
  ],
  engines: [...helm.slice(0, 1), ...kustomize.slice(0, 1)].map(({ engine }) => engine).concat(jsonnet),
  images: [{ name: "web", reference: `registry.example/web:1.10@${DIGEST}` }],
  layers: [{ source: "prod.yaml", values: { replicas: 3, greeting: 'hello: "world"' } }],
  source: { repository: "acme/web", sha: "1".repeat(40) },
  schemas: kubernetesSchemas,
};

for (const name of missing) skipWithout(name, []);

describe.runIf(missing.length === 0)("a chain of all engines", () => {
  test("makes manifests of which each engine made its part", async () => {
    const tree = (await render(request))._unsafeUnwrap();
    expect([...tree.files.keys()]).toEqual(["shop/deployment.apps_web.yaml", "shop/service_web.yaml"]);
    expect(tree.resources[0]).toMatchObject({
      metadata: { name: "web", namespace: "shop", labels: { environment: "prod" } },
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              {
                image: `registry.example/web:1.10@${DIGEST}`,
                env: [{ name: "GREETING", value: 'hello: "world"' }],
              },
            ],
          },
        },
      },
    });
    expect(Object.keys(tree.provenance.engines)).toEqual(["jsonnet", "helm", "kustomize", "plain"]);
    expect(tree.provenance.engines["helm"]).toMatch(/^v4\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
    expect(tree.provenance.valueSources).toEqual({ replicas: "prod.yaml", greeting: "prod.yaml" });
    expect(tree.diagnostics).toEqual([]);
  });

  test("shows what the programs got as high-level manifests", async () => {
    const layout = { lowLevel: "manifests", highLevel: "templates" };
    const tree = (await render({ ...request, layout }))._unsafeUnwrap();
    expect(tree.files.get("templates/chart/templates/deployment.yaml")).toBe(TEMPLATES["deployment.tpl"]);
    expect(JSON.parse(tree.files.get("templates/gitops-values.json") ?? "")).toMatchObject({ replicas: 3 });
  });

  test("gives the same from the cache, and each time", async () => {
    const cached = { ...request, cache: memoryCache() };
    const trees = [await render(cached), await render(cached), await render(request)].map((tree) =>
      tree._unsafeUnwrap(),
    );
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
    expect((await verifyDeterminism(request))._unsafeUnwrap()).toEqual([]);
  });

  test("keeps a secret out of everything, whichever engine puts it there", async () => {
    const secrets = { TOKEN: secretValue("correct horse battery") };
    const config =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {token: {{ .Values.secrets.TOKEN | b64enc }}}\n";
    const templates = new Map([
      ["Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"],
      ["templates/config.yaml", config],
    ]);
    const chain = [{ engine: "helm" }];
    const error = (await render({ ...request, templates, chain, secrets, images: [] }))._unsafeUnwrapErr();
    expect(error.message).toContain("the secret TOKEN would stand in Git");
    expect(error.message).not.toContain("correct horse");
    const failing = new Map([
      ...templates,
      ["templates/fail.yaml", '{{ fail (printf "no: %s" .Values.secrets.TOKEN) }}'],
    ]);
    const failed = (await render({ ...request, templates: failing, chain, secrets, images: [] }))._unsafeUnwrapErr();
    expect(failed.message).toContain("no: ***");
  });
});
