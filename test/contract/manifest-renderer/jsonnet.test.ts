import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { defaultLimits } from "@gitops/manifest-renderer";
import type { EngineContext, EngineInput, Limits } from "@gitops/manifest-renderer";
import { jsonnet } from "@gitops/manifest-renderer/engines/jsonnet";
import type { JsonnetStep } from "@gitops/manifest-renderer/engines/jsonnet";
import { describe, expect, onTestFinished, test, vi } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import { skipWithout } from "./present-engines.ts";

const binary = fetchEngines().jsonnet;
const limits: Limits = { ...defaultLimits, engineTimeoutMs: 20_000 };
const context: EngineContext = { limits, signal: undefined, secrets: [] };
const MAIN = `
local config = std.extVar("gitops");
local service(name, port) = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: name, namespace: config.namespace },
  spec: { ports: [{ port: port }] },
};
{
  services: [service("a", config.values.port), { more: service("b", 81) }],
  list: { apiVersion: "v1", kind: "List", items: [service("c", 82)] },
  config: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "d" }, data: { image: config.images.web.reference, app: config.app } },
}
`;

function inputOf(files: Readonly<Record<string, string>>, rest: Partial<EngineInput> = {}): EngineInput {
  const images = [{ name: "web", reference: "registry.example/web:1" }];
  const values = { port: 80, password: "hunter22" };
  return {
    app: "shop",
    environment: "dev",
    namespace: "web",
    resources: [],
    files: new Map(Object.entries(files)),
    images,
    values,
    ...rest,
  };
}

skipWithout("jsonnet", binary === undefined ? [] : [binary]);

describe.runIf(binary !== undefined)("jsonnet", () => {
  const engine = jsonnet({ binary: binary ?? "" });
  const run = (
    main: string,
    step: Partial<JsonnetStep> = {},
    more: Partial<EngineContext> = {},
    files: Readonly<Record<string, string>> = {},
  ) => {
    const full = { engine: "jsonnet", entry: "main.jsonnet", ...step };
    expect(engine.checkStep(full)).toEqual([]);
    return engine.render(full, inputOf({ "main.jsonnet": main, ...files }), { ...context, ...more });
  };
  const few = (some: Partial<Limits>): Partial<EngineContext> => ({ limits: { ...limits, ...some } });

  test("says its version and the digest of its file", async () => {
    expect((await engine.identify(context))._unsafeUnwrap().version).toMatch(/^v0\.\d+\.\d+/);
  });

  test("finds objects wherever they stand, and hands the configuration in", async () => {
    const { resources } = (await run(MAIN))._unsafeUnwrap();
    expect(resources.map(({ resource }) => [resource.kind, resource.metadata.name])).toEqual([
      ["ConfigMap", "d"],
      ["Service", "c"],
      ["Service", "a"],
      ["Service", "b"],
    ]);
    expect(resources[0]?.resource["data"]).toEqual({ image: "registry.example/web:1", app: "shop" });
    expect(resources[2]?.resource).toMatchObject({ metadata: { namespace: "web" }, spec: { ports: [{ port: 80 }] } });
    expect(resources[0]?.origin).toEqual({ file: "main.jsonnet", line: 1 });
  });

  test("evaluates as jsonnet alone does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "jsonnet-test-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const main = `local lib = import "lib.libsonnet"; lib.object("x") + { data: { a: |||\n    text\n  ||| , b: "%05.2f" % 3.14159, c: std.manifestYamlDoc({ on: "yes" }) } }`;
    const lib = `{ object(name): { apiVersion: "v1", kind: "ConfigMap", metadata: { name: name } } }`;
    writeFileSync(join(folder, "main.jsonnet"), main);
    writeFileSync(join(folder, "lib.libsonnet"), lib);
    const alone: unknown = JSON.parse(execFileSync(binary ?? "", ["main.jsonnet"], { cwd: folder, encoding: "utf8" }));
    const { resources } = (
      await run(main, { libraryPaths: ["vendor"] }, {}, { "vendor/lib.libsonnet": lib })
    )._unsafeUnwrap();
    expect(resources.map(({ resource }) => resource)).toEqual([alone]);
  });

  test("makes files for the engines behind it", async () => {
    const main = `{ "chart/Chart.yaml": { name: "made" }, "notes.txt": "as it is" }`;
    const output = (await run(main, { output: "files" }))._unsafeUnwrap();
    expect(output.files.get("notes.txt")).toBe("as it is");
    expect(JSON.parse(output.files.get("chart/Chart.yaml") as string)).toEqual({ name: "made" });
    expect(output.files.has("main.jsonnet")).toBe(true);
    expect(output.resources).toEqual([]);
  });

  test.each([
    ["a file outside", `{ "../x": "a" }`, { output: "files" }, "no relative POSIX path"],
    ["no map of files", `[1]`, { output: "files" }, "must give a map of paths"],
    ["a number among objects", `{ a: [1] }`, {}, "a number where an object should be (a[0])"],
    ["null", `null`, {}, "null where an object should be (the whole output)"],
    [
      "an integer without its last digits",
      `{ apiVersion: "v1", kind: "A", metadata: { name: "a" }, spec: { n: 9007199254740993 } }`,
      {},
      "write a string",
    ],
    ["its own error", `error "on purpose"`, {}, "on purpose"],
    ["a syntax error", `{`, {}, "main.jsonnet"],
  ] as const)("is refused when it gives %s", async (_what, main, step, words) => {
    const error = (await run(main, step))._unsafeUnwrapErr();
    expect(error.code).toBe("ENGINE_FAILED");
    expect(error.message).toContain(words);
    expect(error.message).not.toContain(tmpdir());
  });

  test("leaves out what is switched off", async () => {
    const { resources } = (
      await run(`{ a: if false then {}, b: { apiVersion: "v1", kind: "A", metadata: { name: "b" } } }`)
    )._unsafeUnwrap();
    expect(resources.map(({ resource }) => resource.metadata.name)).toEqual(["b"]);
  });

  test("keeps characters that YAML would take for line ends", async () => {
    const text = "a\\u2028b\\ufeffc";
    const { resources } = (
      await run(`{ apiVersion: "v1", kind: "A", metadata: { name: "a" }, data: { text: "${text}" } }`)
    )._unsafeUnwrap();
    expect(resources[0]?.resource["data"]).toEqual({ text: "a\u2028b\ufeffc" });
  });

  test("takes the end of a text block where jsonnet takes it, so that no import can hide in one", async () => {
    const hidden = `|||\n    \n  ||| + importstr "/etc/passwd"`;
    expect((await run(hidden))._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
    expect(execFileSync(binary ?? "", ["-e", hidden], { encoding: "utf8" })).toContain("root");
  });

  test.each([`importstr "/etc/passwd"`, `importstr "../../../../../../etc/passwd"`, `import "/dev/zero"`])(
    "reads nothing outside of the templates: %s",
    async (main) => {
      expect((await run(main))._unsafeUnwrapErr().code).toBe("TEMPLATE_UNSAFE");
    },
  );

  test("looks for imports nowhere else, whatever the environment says", async () => {
    vi.stubEnv("JSONNET_PATH", "/etc");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const error = (await run(`importstr "hostname"`))._unsafeUnwrapErr();
    expect(error.message).toContain('cannot import "hostname"');
  });

  test("is stopped when it never ends", async () => {
    const loop = "local f(x) = f(x + 1) tailstrict; f(0)";
    expect((await run(loop, {}, few({ engineTimeoutMs: 300 })))._unsafeUnwrapErr().code).toBe("ENGINE_TIMEOUT");
  });

  test.runIf(process.platform === "linux")("is stopped when it takes all memory", async () => {
    const error = (
      await run(`std.length(std.repeat("x", 3e8))`, {}, few({ engineMemoryBytes: 300 * 2 ** 20 }))
    )._unsafeUnwrapErr();
    expect(["LIMIT_EXCEEDED", "ENGINE_FAILED"]).toContain(error.code);
  });

  test.runIf(process.platform === "linux")("is stopped when a list takes all memory", async () => {
    const main = `std.length(std.makeArray(1e8, function(i) i))`;
    const error = (await run(main, {}, few({ engineMemoryBytes: 300 * 2 ** 20 })))._unsafeUnwrapErr();
    expect(["LIMIT_EXCEEDED", "ENGINE_FAILED"]).toContain(error.code);
  });

  test("gets large integers of the configuration exactly or not at all, and only where they are used", async () => {
    const evaluateWith = (data: string) => {
      const main = `{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { a: ${data} } }`;
      const values = { id: 9007199254740993n, port: 80 };
      const files = new Map([["main.jsonnet", main]]);
      return engine.render({ engine: "jsonnet", entry: "main.jsonnet" }, inputOf({}, { files, values }), context);
    };
    const used = (await evaluateWith(`"%d" % std.extVar("gitops").values.id`))._unsafeUnwrapErr();
    expect(used.message).toContain("the configuration values.id is an integer beyond 2^53");
    expect(used.message).not.toContain(tmpdir());
    const unused = (await evaluateWith(`"%d" % std.extVar("gitops").values.port`))._unsafeUnwrap();
    expect(unused.resources[0]?.resource["data"]).toEqual({ a: "80" });
  });

  test("does not show a secret that stands in its words", async () => {
    const error = (
      await run(`error "password " + std.extVar("gitops").values.password`, {}, { secrets: ["hunter22"] })
    )._unsafeUnwrapErr();
    expect(error.message).toContain("password ***");
  });
});

test("a machine without jsonnet is told how to get it", async () => {
  const error = (await jsonnet({ searchPath: "/nonexistent" }).identify(context))._unsafeUnwrapErr();
  expect(error).toMatchObject({ code: "ENGINE_MISSING", engine: "jsonnet" });
});
