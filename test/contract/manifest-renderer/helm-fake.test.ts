import { chmodSync } from "node:fs";

import type { EngineContext, EngineInput } from "@gitops/manifest-renderer";
import { helm } from "@gitops/manifest-renderer/engines/helm";
import { describe, expect, test, vi } from "vitest";

import {
  contextWith,
  fakeEngine,
  removeFakeEngines,
} from "../../../packages/manifest-renderer/fixtures/fake-engine.ts";

removeFakeEngines();

const chart = new Map([
  ["Chart.yaml", "apiVersion: v2\nname: small\nversion: 1.0.0\n"],
  ["values-prod.yaml", "a: 1\n"],
]);
const input: EngineInput = {
  app: "cart",
  environment: "dev",
  namespace: "shop",
  files: chart,
  resources: [],
  values: { title: "Cart", large: 9007199254740993n },
  images: [],
};
const PRINT_CONFIG_MAP = `printf -- '---\\n# Source: small/templates/a.yaml\\napiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: a }\\ndata:\\n'`;

/** A program that says that it is Helm, and runs a script when it is to render. */
function fakeHelm(script: string, version = "v4.1.4+g05fa379"): string {
  return fakeEngine(`if [ "$1" = version ]; then echo '${version}'; exit 0; fi\n${script}`);
}

function render(
  script: string,
  step: Readonly<Record<string, string | string[]>> = {},
  context: EngineContext = contextWith(),
) {
  return helm({ binary: fakeHelm(script) }).render({ engine: "helm", ...step }, input, context);
}

describe("Helm is run", () => {
  test("with no more environment than it needs, and none of ours", async () => {
    vi.stubEnv("HELM_NAMESPACE", "evil");
    vi.stubEnv("GITHUB_TOKEN", "token of the parent");
    const output = await render(
      `${PRINT_CONFIG_MAP}; /usr/bin/env | while IFS='=' read -r name value; do printf '  %s: "%s"\\n' "$name" "$value"; done`,
    );
    vi.unstubAllEnvs();
    const data = output._unsafeUnwrap().resources[0]?.resource["data"] as Readonly<Record<string, string>>;
    const names = Object.keys(data).filter((name) => !["PWD", "SHLVL", "_", "OLDPWD"].includes(name));

    expect(names.sort()).toEqual([
      "HELM_CACHE_HOME",
      "HELM_CONFIG_HOME",
      "HELM_DATA_HOME",
      "HELM_PLUGINS",
      "HOME",
      "KUBECONFIG",
    ]);
    expect(data).toMatchObject({ HELM_PLUGINS: "/nonexistent", KUBECONFIG: "/dev/null" });
    expect(data["HOME"]).toMatch(/scratch\/home$/);
  });

  test("with arguments that reach neither a network nor a cluster, and values on its standard input", async () => {
    const output = await render(
      `${PRINT_CONFIG_MAP}; printf "  args: '%s'\\n" "$*"; printf "  stdin: '%s'\\n" "$(/bin/cat)"`,
      {
        valuesFiles: ["values-prod.yaml"],
        apiVersions: ["a/v1"],
      },
    );

    expect(output._unsafeUnwrap().resources[0]?.resource["data"]).toEqual({
      args: "template --namespace=shop --kube-version=1.35.0 --api-versions=a/v1 --include-crds --skip-tests --values=./values-prod.yaml --values=- -- cart .",
      stdin: '{"large":9007199254740993,"title":"Cart"}',
    });
  });
});

describe("what Helm says", () => {
  test.each([
    "walk.go:75: found symbolic link in path: /x/link resolves to /etc/hostname. Contents of linked file included and used",
    'level=INFO msg="found symbolic link in path. Contents of linked file included and used" path=/x/link resolved=/etc/hostname',
  ])("about a link that it followed is an error: %s", async (line) => {
    const failure = (await render(`echo '${line}' >&2`))._unsafeUnwrapErr();

    expect(failure.code).toBe("TEMPLATE_UNSAFE");
  });

  test.each([
    "coalesce.go:301: warning: destination for shop.redis.port is a table. Ignoring non-table value (s3cret)",
    'level=INFO msg="warning: destination for shop.redis.port is a table. Ignoring non-table value (s3cret)"',
  ])("about values that it dropped is a warning, said once: %s", async (line) => {
    const { findings } = (await render(`echo '${line}' >&2; echo '${line}' >&2`))._unsafeUnwrap();

    expect(findings).toEqual([
      {
        severity: "warning",
        code: "engine/warning",
        message:
          'helm says "destination for shop.redis.port is a table. Ignoring non-table value": give the value the type that the chart has',
      },
    ]);
  });

  test("is part of the error when it fails, without secrets", async () => {
    const context = contextWith({}, { secrets: ["p4ssword"] });
    const failure = (await render("echo 'Error: p4ssword is short' >&2; exit 1", {}, context))._unsafeUnwrapErr();

    expect(failure).toMatchObject({
      code: "ENGINE_FAILED",
      exitCode: 1,
      message: "helm failed with exit code 1:\nError: *** is short",
    });
  });
});

describe("a render ends", () => {
  test("when Helm does not", async () => {
    const failure = (await render("while :; do :; done", {}, contextWith({ engineTimeoutMs: 500 })))._unsafeUnwrapErr();

    expect(failure).toMatchObject({ code: "ENGINE_TIMEOUT", engine: "helm" });
  });

  test("when Helm floods its output", async () => {
    const failure = (
      await render("while :; do echo a; done", {}, contextWith({ maxOutputBytes: 10_000 }))
    )._unsafeUnwrapErr();

    expect(failure).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxOutputBytes" });
  });

  test("when Helm prints more documents than the limit", async () => {
    const many = `for i in 1 2 3; do ${PRINT_CONFIG_MAP}; done`;
    const failure = (await render(many, {}, contextWith({ maxDocuments: 2 })))._unsafeUnwrapErr();

    expect(failure).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "maxDocuments" });
  });

  test("when the caller aborts", async () => {
    const failure = (await render("true", {}, contextWith({}, { signal: AbortSignal.abort() })))._unsafeUnwrapErr();

    expect(failure.code).toBe("RENDER_ABORTED");
  });
});

describe("the program", () => {
  const missing = { engine: "helm", code: "ENGINE_MISSING" };

  test("that is not there is an error with a hint", async () => {
    const failure = (await helm({ searchPath: "" }).identify(contextWith()))._unsafeUnwrapErr();

    expect(failure).toMatchObject(missing);
    expect(failure.message).toContain("https://helm.sh");
  });

  test("that cannot be run is an error", async () => {
    const binary = fakeHelm("true");
    chmodSync(binary, 0o600);
    const failure = (await helm({ binary }).render({ engine: "helm" }, input, contextWith()))._unsafeUnwrapErr();

    expect(failure).toMatchObject({ ...missing, tried: [`${binary}, which is not executable`] });
  });

  test.each(["Client: v2.17.0+ga690bad", "hello"])("that says %j is not Helm 3 or 4", async (version) => {
    const engine = helm({ binary: fakeHelm("true", version) });

    expect((await engine.identify(contextWith()))._unsafeUnwrapErr().code).toBe("ENGINE_FAILED");
  });
});

test("an app whose name cannot be that of a release needs one", async () => {
  const engine = helm({ binary: fakeHelm("true") });
  const failure = await engine.render({ engine: "helm" }, { ...input, app: "-o=x" }, contextWith());

  expect(failure._unsafeUnwrapErr().message).toContain("releaseName");
});
