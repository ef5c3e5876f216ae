import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";

import type { EngineContext, EngineInput } from "@gitops/manifest-renderer";
import { jsonnet } from "@gitops/manifest-renderer/engines/jsonnet";
import type { JsonnetStep } from "@gitops/manifest-renderer/engines/jsonnet";
import { describe, expect, test, vi } from "vitest";

import {
  contextWith,
  fakeEngine,
  removeFakeEngines,
} from "../../../packages/manifest-renderer/fixtures/fake-engine.ts";

removeFakeEngines();

const input: EngineInput = {
  app: "cart",
  environment: "dev",
  namespace: "shop",
  files: new Map([
    ["app/main.jsonnet", "{}"],
    ["lib/a.libsonnet", "{}"],
  ]),
  resources: [],
  values: { password: "p4ssword", title: "Cart" },
  images: [],
};

/** A program that says that it is jsonnet, and runs a script when it is to evaluate. */
function fakeJsonnet(script: string, version = "Jsonnet commandline interpreter (Go implementation) v0.21.0"): string {
  return fakeEngine(`if [ "$1" = --version ]; then echo '${version}'; exit 0; fi\n${script}`);
}

function evaluate(script: string, step: Partial<JsonnetStep> = {}, context: EngineContext = contextWith()) {
  const full = { engine: "jsonnet", entry: "app/main.jsonnet", ...step };
  return jsonnet({ binary: fakeJsonnet(script) }).render(full, input, context);
}

/** A script that prints a file whose text the shell makes. */
const printFile = (text: string): string => `printf '{ "out": "%s" }' "${text}"`;

async function printed(script: string, step: Partial<JsonnetStep> = {}): Promise<string> {
  const output = await evaluate(script, { output: "files", ...step });
  return output._unsafeUnwrap().files.get("out") as string;
}

describe("jsonnet is run", () => {
  test("with no environment of ours", async () => {
    vi.stubEnv("JSONNET_PATH", "/etc");
    vi.stubEnv("GITHUB_TOKEN", "token of the parent");
    const names = await printed(
      printFile("$(/usr/bin/env | while IFS='=' read -r name _; do printf '%s ' $name; done)"),
    );
    vi.unstubAllEnvs();

    expect(names.split(" ").filter((name) => !["", "PWD", "SHLVL", "_", "OLDPWD"].includes(name))).toEqual([]);
  });

  test("with arguments that show no value, and the library paths in the order in which it looks", async () => {
    const step = { libraryPaths: ["lib", "app"], maxStack: 900, configName: "config" };
    const [args = "", config = ""] = (await printed(printFile("$*"), step)).split("--ext-code-file config=");

    expect(args).toBe("--max-stack 900 --jpath app --jpath lib ");
    expect(config).toMatch(/^\/.*\/scratch\/config\.jsonnet -- app\/main\.jsonnet$/);
  });

  const findConfig = "for part in $*; do case $part in gitops=*) file=${part#gitops=};; esac; done";

  test("with the configuration in a file", async () => {
    const output = await evaluate(`${findConfig}; printf '{ "out": '; /bin/cat $file; printf '}'`, { output: "files" });

    expect(JSON.parse(output._unsafeUnwrap().files.get("out") as string)).toMatchObject({
      app: "cart",
      namespace: "shop",
      values: { password: "p4ssword" },
    });
  });

  test.runIf(process.platform === "linux")("with a configuration that only its user can read", async () => {
    expect(await printed(`${findConfig}; ${printFile("$(/usr/bin/stat -c %a $file)")}`)).toBe("600");
  });

  test("in a folder that is gone afterwards", async () => {
    const folder = await printed(printFile("$PWD"));
    const name = folder.split("/").at(-2) ?? "";

    expect(name).toMatch(/^gitops-jsonnet-/);
    expect(readdirSync(tmpdir())).not.toContain(name);
  });
});

describe("what jsonnet says", () => {
  test("is part of the error when it fails, without secrets and without the names of our folders", async () => {
    const script = `echo "RUNTIME ERROR: p4ssword in $PWD/app/main.jsonnet:1 of $*" >&2; exit 1`;
    const context = contextWith({}, { secrets: ["p4ssword"] });
    const { message } = (await evaluate(script, {}, context))._unsafeUnwrapErr();

    expect(message).toContain("RUNTIME ERROR: *** in app/main.jsonnet:1");
    expect(message).toContain("gitops=config.jsonnet");
    expect(message).not.toContain("gitops-jsonnet-");
  });

  test.each([
    ["no JSON", "echo hello", "printed no JSON"],
    ["a text", `echo '"a"'`, "a string where an object should be (the whole output)"],
    ["a number in an object", `echo '{ "a": [{ "b": 1 }] }'`, "a number where an object should be (a[0].b)"],
    ["an object without a name", `echo '{ "apiVersion": "v1", "kind": "Pod", "metadata": {} }'`, "metadata.name"],
  ])("is refused when it is %s", async (_what, script, words) => {
    expect((await evaluate(script))._unsafeUnwrapErr().message).toContain(words);
  });
});

describe("an evaluation ends", () => {
  test("when jsonnet does not", async () => {
    const error = (await evaluate("while :; do :; done", {}, contextWith({ engineTimeoutMs: 500 })))._unsafeUnwrapErr();

    expect(error).toMatchObject({ code: "ENGINE_TIMEOUT", engine: "jsonnet" });
  });

  test("when jsonnet floods its output", async () => {
    const context = contextWith({ maxOutputBytes: 10_000 });

    expect((await evaluate("while :; do echo a; done", {}, context))._unsafeUnwrapErr()).toMatchObject({
      code: "LIMIT_EXCEEDED",
      limit: "maxOutputBytes",
    });
  });

  test.each(["resources", "files"] as const)("when its output is nested without end: %s", async (output) => {
    const deep = `i=0; s=; while [ $i -lt 16 ]; do [ $i = 0 ] && s='[' || s=$s$s; i=$((i+1)); done; printf '{ "a": %s' $s; printf '%s}' $s | /usr/bin/tr '[' ']'`;

    expect((await evaluate(deep, { output }))._unsafeUnwrapErr()).toMatchObject({
      code: "LIMIT_EXCEEDED",
      limit: "maxDepth",
    });
  });

  test("when the caller aborts", async () => {
    const context = contextWith({}, { signal: AbortSignal.abort() });

    expect((await evaluate("true", {}, context))._unsafeUnwrapErr().code).toBe("RENDER_ABORTED");
  });
});

test.each([
  ["Jsonnet commandline interpreter v0.18.0", "v0.18.0"],
  ["Jsonnet commandline interpreter (Go implementation) v0.21.0-rc2", "v0.21.0-rc2"],
])("the version is found in %j", async (words, version) => {
  const identity = await jsonnet({ binary: fakeJsonnet("true", words) }).identify(contextWith());

  expect(identity._unsafeUnwrap().version).toBe(version);
});
