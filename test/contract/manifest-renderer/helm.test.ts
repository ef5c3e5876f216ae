import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { helm } from "@gitops/manifest-renderer/engines/helm";
import type { HelmStep } from "@gitops/manifest-renderer/engines/helm";
import { defaultLimits, parseResources, stringifyResources } from "@gitops/manifest-renderer";
import type { EngineContext, EngineInput, JsonObject, JsonValue, Resource } from "@gitops/manifest-renderer";
import { describe, expect, onTestFinished, test, vi } from "vitest";

import { chartFolder, readChart } from "../../../packages/manifest-renderer/fixtures/chart-files.ts";
import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import { skipWithout } from "./present-engines.ts";

const binaries = fetchEngines().helm;
const context: EngineContext = { limits: defaultLimits, signal: undefined, secrets: [] };
const digest = `sha256:${"ab".repeat(32)}`;
const shop = readChart("shop");

function inputOf(rest: Partial<EngineInput> = {}): EngineInput {
  const empty = { namespace: "web", values: {}, images: [], resources: [], files: shop };
  return { app: "shop", environment: "dev", ...empty, ...rest };
}

function chartOf(templates: Readonly<Record<string, string>>): Map<string, string> {
  const files = Object.entries(templates).map(([name, text]): [string, string] => [`templates/${name}`, text]);
  return new Map([["Chart.yaml", "apiVersion: v2\nname: small\nversion: 1.0.0\n"], ...files]);
}

const configMap = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${data}`;

skipWithout("Helm", binaries);

describe.each(binaries)("Helm $version", ({ version, path }) => {
  const engine = helm({ binary: path });

  async function run(
    step: Partial<HelmStep> = {},
    input: Partial<EngineInput> = {},
    rest: Partial<EngineContext> = {},
  ) {
    const full = { engine: "helm", ...step };
    expect(engine.checkStep(full)).toEqual([]);
    return engine.render(full, inputOf(input), { ...context, ...rest });
  }
  async function resourcesOf(step: Partial<HelmStep> = {}, input: Partial<EngineInput> = {}) {
    return (await run(step, input))._unsafeUnwrap().resources.map(({ resource }) => resource);
  }
  const dataOf = async (step: Partial<HelmStep> = {}, input: Partial<EngineInput> = {}) =>
    fieldOf(await resourcesOf(step, input), "ConfigMap", "data") as Readonly<Record<string, string>>;

  test("says its version and the digest of its file", async () => {
    const identity = (await engine.identify(context))._unsafeUnwrap();

    expect(identity).toEqual({
      version: `v${version}`,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
  });

  test("gives what `helm template` gives, resource by resource", async () => {
    const folder = temporaryFolder();
    const values = { title: 'A "quoted": title', settings: { port: 8080, on: true } };
    writeFileSync(join(folder, "values.json"), JSON.stringify(values));
    const args = ["template", "shop", chartFolder("shop"), "-n", "web", "--kube-version", "1.35.0", "--include-crds"];
    const printed = execFileSync(path, [...args, "--skip-tests", "-f", join(folder, "values.json")], {
      env: { HOME: folder, KUBECONFIG: "/dev/null" },
      encoding: "utf8",
    });
    const expected = parseResources(printed)._unsafeUnwrap();

    expect(await resourcesOf({}, { values })).toEqual(expected);
    expect(expected).toHaveLength(7);
  });

  test("keeps the resources of earlier steps in front, and all files", async () => {
    const earlier = {
      resource: { apiVersion: "v1", kind: "Secret", metadata: { name: "s" } },
      origin: { file: "s.yaml", line: 1 },
    };
    const output = (await run({}, { resources: [earlier] }))._unsafeUnwrap();

    expect(output.resources[0]).toBe(earlier);
    expect(output.files).toBe(shop);
  });

  test("names the template of each resource", async () => {
    const output = (await run({ chart: "charts/shop" }, { files: readChart("shop", "charts/shop") }))._unsafeUnwrap();
    const origins = output.resources.map(({ resource, origin }) => `${resource.kind} ${origin.file}:${origin.line}`);

    expect(origins).toContain("CustomResourceDefinition charts/shop/crds/backups.yaml (rendered):1");
    expect(origins).toContain("Service charts/shop/charts/redis/templates/service.yaml (rendered):1");
    expect(origins).toContain("Deployment charts/shop/templates/deployment.yaml (rendered):1");
  });

  describe("values", () => {
    test("of files, of the step and of the environment lie over each other in this order", async () => {
      const step = { valuesFiles: ["values-prod.yaml"], values: { replicas: 4, title: "step", sidecar: "s:1" } };
      const [deployment, settings] = await Promise.all([
        resourcesOf(step, { values: { title: "environment" } }).then((all) => fieldOf(all, "Deployment", "spec")),
        dataOf(step, { values: { title: "environment" } }),
      ]);

      expect(settings["title"]).toBe("environment");
      expect(deployment).toMatchObject({ replicas: 4 });
      expect(JSON.stringify(deployment)).toContain('"limits":{"cpu":"100m","memory":"256Mi"}');
    });

    test("can be a part of the configuration", async () => {
      const values = { title: "not this one", helm: { shop: { title: "this one" } } };

      expect((await dataOf({ configKey: "helm.shop" }, { values }))["title"]).toBe("this one");
    });

    test("that the environment does not have are an error, not the defaults of the chart", async () => {
      const failure = (await run({ configKey: "helm.shoop" }))._unsafeUnwrapErr();

      expect(failure.code).toBe("ENGINE_FAILED");
      expect(failure.message).toContain("helm.shoop");
    });

    test("keep their type, whatever YAML would make of them", async () => {
      const settings = { y: "y", no: "0123", tag: "1e3", version: "1.10", quote: 'a: "b" #c', list: [true, null, 0.5] };

      expect(JSON.parse((await dataOf({}, { values: { settings } }))["settings.json"] ?? "")).toEqual(settings);
    });

    test("of null take away what the chart has", async () => {
      expect((await dataOf({}, { values: { removable: null } }))["removable"]).toBe("removed");
    });

    test("that are too large for a number of JavaScript are accepted", async () => {
      const { "settings.json": settings } = await dataOf({}, { values: { settings: { large: 9007199254740993n } } });

      expect(settings).toMatch(/"large":9007199254740992|9.007199254740992e\+15/);
    });

    test("hold app and environment only when the step asks for them", async () => {
      expect((await dataOf())["builtIn"]).toBe("<nil> <nil>");
      expect((await dataOf({ builtInValues: true }))["builtIn"]).toBe("shop dev");
    });
  });

  describe("an image of the release", () => {
    test.each(["1234567", "1e3", "0123", "1.10", "on", "6063e25"])("keeps its tag %s", async (tag) => {
      const images = [{ name: "web", reference: `ghcr.io/acme/web:${tag}` }];
      const imageValues = { web: { repository: "image.repository", tag: "image.tag", digest: "image.digest" } };
      const resources = await resourcesOf({ imageValues }, { images });

      expect(fieldOf(resources, "Deployment", "metadata")).toMatchObject({ labels: { version: tag } });
      expect(imagesOf(resources)).toContain(`ghcr.io/acme/web:${tag}`);
    });

    test("comes as a whole or in parts, and replaces a digest of the chart", async () => {
      const images = [
        { name: "web", reference: `ghcr.io/acme/web@${digest}` },
        { name: "proxy", reference: `envoy:1.31@${digest}` },
      ];
      const imageValues = {
        web: { registry: "image.registry", repository: "image.repository", tag: "image.tag", digest: "image.digest" },
        proxy: "sidecar",
      };
      const found = imagesOf(await resourcesOf({ imageValues }, { images, values: { image: { tag: "of config" } } }));

      expect(found).toEqual([`acme/web@${digest}`, `envoy:1.31@${digest}`, `acme/web@${digest}`]);
    });

    test("that the release does not have is an error", async () => {
      const output = (await run({ imageValues: { wbe: "sidecar" } }))._unsafeUnwrap();

      expect(output.findings).toContainEqual(
        expect.objectContaining({
          severity: "error",
          code: "image/unmatched",
          message: expect.stringContaining("wbe") as string,
        }),
      );
    });
  });

  describe("hooks, tests and custom resources", () => {
    test("hooks stay for a guard to see, and can be dropped", async () => {
      const kindsOf = async (step: Partial<HelmStep>) => (await resourcesOf(step)).map(({ kind }) => kind);

      expect(await kindsOf({})).toContain("Job");
      expect(await kindsOf({ hooks: "drop" })).not.toContain("Job");
      expect(await kindsOf({})).not.toContain("Pod");
      expect(await kindsOf({ tests: "keep" })).toContain("Pod");
      expect((await kindsOf({})).filter((kind) => kind === "CustomResourceDefinition")).toHaveLength(2);
      expect(await kindsOf({ includeCRDs: false })).not.toContain("CustomResourceDefinition");
    });
  });

  describe("the machine", () => {
    test("decides neither the namespace nor the version of Kubernetes", async () => {
      const kubeconfig = join(temporaryFolder(), "config");
      writeFileSync(
        kubeconfig,
        "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{ name: c, context: { cluster: k, namespace: fromctx } }]\nclusters: [{ name: k, cluster: { server: 'https://127.0.0.1:1' } }]\n",
      );
      vi.stubEnv("HELM_NAMESPACE", "evil");
      vi.stubEnv("KUBECONFIG", kubeconfig);
      const given = await dataOf();
      const absent = await dataOf({}, { namespace: undefined });
      vi.unstubAllEnvs();

      expect([given["namespace"], given["kubeVersion"]]).toEqual(["web", "v1.35.0"]);
      expect(absent["namespace"]).toBe("default");
    });

    test("is not asked for names of hosts", async () => {
      expect((await dataOf())["dns"]).toBe("");
    });

    test("decides not which APIs there are", async () => {
      const step = { kubeVersion: "1.30.0", apiVersions: ["monitoring.coreos.com/v1"] };

      expect(await dataOf(step)).toMatchObject({ kubeVersion: "v1.30.0", monitoring: "true" });
      expect(await dataOf()).toMatchObject({ monitoring: "false" });
    });

    test("cannot be read by a template", async () => {
      const files = chartOf({
        "a.yaml": configMap(
          `  up: {{ .Files.Get "../../etc/passwd" | quote }}\n  root: {{ .Files.Get "/etc/passwd" | quote }}\n`,
        ),
      });

      expect(await dataOf({}, { files })).toEqual({ up: "", root: "" });
    });
  });

  describe("a chart that is broken", () => {
    test("without its dependencies says how to get them", async () => {
      const files = new Map([...shop].filter(([name]) => !name.startsWith("charts/")));
      const failure = (await run({}, { files }))._unsafeUnwrapErr();

      expect(failure.code).toBe("ENGINE_FAILED");
      expect(failure.message).toMatch(/redis[\s\S]*helm dependency build/);
    });

    test("names the template that gives no YAML, and no folder of this machine", async () => {
      const failure = (await run({}, { files: chartOf({ "bad.yaml": configMap("  a: b: c\n") }) }))._unsafeUnwrapErr();

      expect(failure.code).toBe("ENGINE_FAILED");
      expect(failure.message).toContain("small/templates/bad.yaml");
      expect(failure.message).not.toContain(tmpdir());
    });

    test("names the template whose YAML kustomize would not read", async () => {
      const failure = (
        await run({}, { files: chartOf({ "twice.yaml": configMap("  a: 1\n  a: 2\n") }) })
      )._unsafeUnwrapErr();

      expect(failure).toMatchObject({ code: "YAML_INVALID", file: "templates/twice.yaml (rendered)", line: 6 });
    });

    test("does not show a secret of the configuration", async () => {
      const files = chartOf({ "bad.yaml": configMap("  a: 1\n  a: {{ .Values.password }}\n") });
      const secret = "p4ssword-of-all";
      const options = { secrets: [secret] };
      const [unread, failed] = await Promise.all([
        run({}, { files, values: { password: secret } }, options),
        run({}, { files: chartOf({ "f.yaml": "{{ fail .Values.password }}" }), values: { password: secret } }, options),
      ]);

      expect(unread._unsafeUnwrapErr().message).not.toContain(secret);
      expect(failed._unsafeUnwrapErr().message).toContain("***");
      expect(failed._unsafeUnwrapErr().message).not.toContain(secret);
    });

    test("that is none is an error", async () => {
      const failure = (await run({ chart: "charts/redi" }))._unsafeUnwrapErr();

      expect(failure).toMatchObject({ code: "FILE_INVALID", file: "charts/redi/Chart.yaml" });
    });

    test("that includes itself without end says which template", async () => {
      const files = chartOf({ "a.yaml": '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}' });
      const failure = (await run({}, { files }))._unsafeUnwrapErr();

      expect(failure.code).toBe("ENGINE_FAILED");
      expect(failure.message).toMatch(/small\/templates\/a\.yaml[\s\S]*nested reference name: a/);
      expect(failure.message.length).toBeLessThan(5_000);
    });

    test.runIf(existsSync("/usr/bin/prlimit")).each([
      ["repeats a text without measure", '{{ repeat 500000000 "abcdefgh" }}', 1_200_000_000],
      ["gets too little to start", "", 300_000_000],
    ])("that %s names the limit of memory", async (_, template, engineMemoryBytes) => {
      const limits = { ...defaultLimits, engineMemoryBytes };
      const failure = (await run({}, { files: chartOf({ "a.yaml": template }) }, { limits }))._unsafeUnwrapErr();

      expect(failure).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "engineMemoryBytes" });
    });

    test("that loops without end is killed", async () => {
      const loop = "{{ range until 90000 }}{{ range until 90000 }}{{ end }}{{ end }}";
      const limits = { ...defaultLimits, engineTimeoutMs: 500 };
      const failure = (await run({}, { files: chartOf({ "a.yaml": loop }) }, { limits }))._unsafeUnwrapErr();

      expect(failure).toMatchObject({ code: "ENGINE_TIMEOUT", timeoutMs: 500 });
    });
  });

  test("renders an archive of a chart as it renders the folder", async () => {
    const archive = execFileSync("tar", ["-czf", "-", "-C", join(chartFolder("shop"), ".."), "shop"]);
    const files = new Map([["vendor/shop-0.3.0.tgz", archive]]);

    expect(await resourcesOf({ chart: "vendor/shop-0.3.0.tgz" }, { files })).toEqual(await resourcesOf());
  });

  test("warns of functions that give something else each time", async () => {
    const files = chartOf({ "a.yaml": configMap("  a: {{ randAlphaNum 8 }}\n  b: {{ now | quote }}\n") });
    const { findings } = (await run({}, { files }))._unsafeUnwrap();

    expect(findings.map(({ code, origin }) => `${code} ${origin?.file ?? ""}:${origin?.line ?? ""}`)).toEqual([
      "engine/nondeterministic templates/a.yaml:5",
      "engine/nondeterministic templates/a.yaml:6",
    ]);
  });
});

describe.runIf(binaries.length > 1)("Helm 3 and Helm 4", () => {
  test("give the same bytes", async () => {
    const step = { engine: "helm", valuesFiles: ["values-prod.yaml"], tests: "keep" };
    const outputs = await Promise.all(
      binaries.map(({ path }) =>
        helm({ binary: path }).render(step, inputOf({ values: { settings: { a: [1, "2"] } } }), context),
      ),
    );
    const [first, ...others] = outputs.map((output) =>
      stringifyResources(output._unsafeUnwrap().resources.map(({ resource }) => resource))._unsafeUnwrap(),
    );

    expect(others).toEqual(others.map(() => first));
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "helm-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

function fieldOf(resources: readonly Resource[], kind: string, field: string): JsonValue | undefined {
  return resources.find((resource) => resource.kind === kind)?.[field];
}

function imagesOf(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap(({ spec }) => {
    const { template } = (spec ?? {}) as JsonObject;
    const pod = (template as JsonObject | undefined)?.["spec"] as { containers?: { image: string }[] } | undefined;
    return pod?.containers?.map(({ image }) => image) ?? [];
  });
}
