import { errAsync, okAsync } from "neverthrow";
import { describe, expect, test } from "vitest";

import { rendered, refused, SERVICE } from "../../fixtures/render-request.ts";
import { memoryCache } from "../cache/render-cache.ts";
import type { JsonObject } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { readResources } from "../resource/read-resources.ts";
import { secretValue } from "../secrets/secret-value.ts";
import type { Engine, EngineInput, EngineOutput } from "./engine.ts";
import { EngineFailedError } from "./errors.ts";

interface RecordedEngine extends Engine {
  readonly inputs: EngineInput[];
}

/** An engine of a user's own, which remembers what it got. */
function engine(
  name: string,
  run: (input: EngineInput, step: JsonObject) => Partial<EngineOutput>,
  digest: string | undefined = "sha256:0",
): RecordedEngine {
  const inputs: EngineInput[] = [];
  return {
    name,
    inputs,
    checkStep: (step) => ("wrong" in step ? ["wrong is no option", "nor is it useful"] : []),
    identify: () => okAsync({ version: "v1", digest }),
    render: (step, input) => {
      inputs.push(input);
      const { files, resources, findings = [] } = run(input, step as JsonObject);
      return okAsync({ files: files ?? input.files, resources: resources ?? input.resources, findings });
    },
  };
}

/** Resources of a text, as an engine prints them. */
function printed(text: string, { resources }: EngineInput): Pick<EngineOutput, "resources"> {
  const limits = defaultLimits;
  const read = readResources({ file: "printed", text }, { limits })._unsafeUnwrap();
  return { resources: [...resources, ...read.resources] };
}

const service = (name: string): string => SERVICE.replace("cart", name);

describe("a chain", () => {
  test("gives the files and the resources of each step to the next one", async () => {
    const generate = engine("generate", ({ files }) => ({ files: new Map([...files, ["b.yaml", service("made")]]) }));
    const print = engine("print", (input) => printed(service("printed"), input));
    const { files, provenance } = await rendered(
      { "a.yaml": service("own") },
      {
        chain: [{ engine: "generate" }, { engine: "print" }, { engine: "plain", path: "b.yaml" }],
        engines: [generate, print],
      },
    );
    expect([...files.keys()]).toEqual(["shop/service_made.yaml", "shop/service_printed.yaml"]);
    expect(print.inputs[0]?.files.has("b.yaml")).toBe(true);
    expect(provenance.engines).toEqual({ generate: "v1@sha256:0", print: "v1@sha256:0", plain: "1" });
  });

  test("hands configuration, images and names to each engine", async () => {
    const print = engine("print", (input) => printed(SERVICE, input));
    await rendered(
      { x: "" },
      {
        chain: [{ engine: "print" }],
        engines: [print],
        layers: [
          { source: "low", values: { a: 1, b: { c: 2 } } },
          { source: "high", values: { b: { d: 3 } } },
        ],
      },
    );
    expect(print.inputs[0]).toMatchObject({
      app: "cart",
      environment: "dev",
      namespace: "shop",
      values: { a: 1, b: { c: 2, d: 3 } },
    });
  });

  test("ends with a plain step that replaces the placeholders in what the engines before it made", async () => {
    const print = engine("print", (input) =>
      printed(SERVICE.replace("port: 80", 'port: "#{PORT:int}#", name: "${app}"'), input),
    );
    const { text } = await rendered(
      { "a.yaml": "{{ not YAML }}" },
      {
        chain: [{ engine: "print" }, { engine: "plain" }],
        engines: [print],
        layers: [{ source: "dev", values: { PORT: "8080" } }],
      },
    );
    expect(text).toContain("name: cart\n    port: 8080\n");
  });

  test("begins with a plain step that replaces the placeholders in files for the engines behind it", async () => {
    const print = engine("print", (input) => printed(SERVICE, input));
    await rendered(
      {
        "values.yaml": "# gone\ntitle: ${TITLE}\nlist:\n- ${app}\n",
        "patch.yaml": "- op: add\n  path: /spec\n  value: __TITLE__\n",
        "templates/x.yaml": "{{ .Values.title }}",
        "same.yaml": "# kept\na:   1\n",
      },
      {
        chain: [{ engine: "plain", output: "files" }, { engine: "print" }],
        engines: [print],
        layers: [{ source: "dev", values: { TITLE: 'a: "b' } }],
      },
    );
    expect(Object.fromEntries(print.inputs[0]?.files ?? [])).toEqual({
      "values.yaml": 'list:\n- cart\ntitle: "a: \\"b"\n',
      "patch.yaml": '- op: add\n  path: /spec\n  value: "a: \\"b"\n',
      "templates/x.yaml": "{{ .Values.title }}",
      "same.yaml": "# kept\na:   1\n",
    });
  });

  test("stops at the first step that finds an error", async () => {
    const print = engine("print", (input) => printed(SERVICE, input));
    const error = await refused(
      { "values.yaml": "title: ${TITLE}\n" },
      { chain: [{ engine: "plain", output: "files" }, { engine: "print" }], engines: [print] },
    );
    expect(error).toMatchObject({ code: "RENDER_REJECTED" });
    expect(error.message).toContain("values.yaml:1: ${TITLE} has no value");
    expect(print.inputs).toEqual([]);
  });

  test("fails as its engine fails", async () => {
    const broken: Engine = {
      ...engine("broken", () => ({})),
      render: () => errAsync(new EngineFailedError("broken", "ended with 1")),
    };
    const error = await refused({ "a.yaml": SERVICE }, { chain: [{ engine: "broken" }], engines: [broken] });
    expect(error).toMatchObject({ code: "ENGINE_FAILED", engine: "broken" });
  });

  test("fails when an engine throws instead, without its words", async () => {
    const throwing: Engine = {
      ...engine("throwing", () => ({})),
      render: () => {
        throw new TypeError("with a secret");
      },
    };
    const error = await refused({ "a.yaml": SERVICE }, { chain: [{ engine: "throwing" }], engines: [throwing] });
    expect(error).toMatchObject({ code: "ENGINE_FAILED", engine: "throwing" });
    expect(error.message).toBe("throwing threw TypeError instead of giving an error");
  });

  test("is checked as a whole before its first step runs", async () => {
    const print = engine("print", (input) => printed(SERVICE, input));
    const request = (name: string, options: JsonObject) => ({
      chain: [{ engine: "print" }, { engine: name, ...options }],
      engines: [print],
    });
    const unknown = await refused({ "a.yaml": SERVICE }, request("hlem", {}));
    expect(unknown).toMatchObject({ code: "STEP_INVALID", step: 1 });
    expect(unknown.message).toContain("there are: plain, print");
    const wrong = await refused({ "a.yaml": SERVICE }, request("print", { wrong: 1 }));
    expect(wrong).toMatchObject({ problems: ["wrong is no option", "nor is it useful"] });
    const plain = await refused({ "a.yaml": SERVICE }, request("plain", { path: "../x", output: 1, typo: 1 }));
    expect(plain).toMatchObject({ code: "STEP_INVALID", problems: { length: 3 } });
    expect(print.inputs).toEqual([]);
    expect((await refused({ "a.yaml": SERVICE }, { chain: [] })).code).toBe("STEP_INVALID");
  });

  test("ends when its caller says so", async () => {
    const controller = new AbortController();
    const print = engine("print", (input) => {
      controller.abort();
      return printed(SERVICE, input);
    });
    const request = { chain: [{ engine: "print" }, { engine: "print" }], engines: [print], signal: controller.signal };
    expect((await refused({ "a.yaml": SERVICE }, request)).code).toBe("RENDER_ABORTED");
    expect(print.inputs).toHaveLength(1);
  });
});

describe("documents of SOPS in a chain", () => {
  const sealed =
    '# kept\napiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: shop}\nstringData: {a: "ENC[x]"}\nsops: {mac: "ENC[y]"}\n';
  const rewriting = (change: (text: string) => string) =>
    engine("rewrite", (input) => printed(change(sealed.replace("# kept\n", "")), input));

  test("get their bytes back after an engine wrote them anew", async () => {
    const { text } = await rendered(
      { "a.yaml": sealed },
      { chain: [{ engine: "rewrite" }], engines: [rewriting((text) => text)] },
    );
    expect(text).toBe(sealed);
  });

  test("are refused when an engine changed them", async () => {
    const error = await refused(
      { "a.yaml": sealed },
      {
        chain: [{ engine: "rewrite" }],
        engines: [rewriting((text) => text.replace("metadata: {", "metadata: {labels: {a: b}, "))],
      },
    );
    expect(error.code).toBe("SEALED_RESOURCE_CHANGED");
    expect(error.message).toContain("rewrite changed Secret shop/a");
  });
});

describe("the cache", () => {
  const setUp = () => {
    const print = engine("print", (input, step) => ({
      ...printed(service(typeof step["name"] === "string" ? step["name"] : "printed"), input),
      files: new Map([...input.files, ["made.bin", Uint8Array.of(0, 255)]]),
      findings: [{ severity: "warning", code: "engine/nondeterministic", message: "a warning" }],
    }));
    const request = { chain: [{ engine: "print" }], engines: [print], cache: memoryCache() };
    return { print, request };
  };

  test("keeps what a program made, with its files and findings", async () => {
    const { print, request } = setUp();
    const one = await rendered({ "a.yaml": SERVICE }, request);
    const two = await rendered({ "a.yaml": SERVICE }, request);
    expect(print.inputs).toHaveLength(1);
    expect(two).toEqual(one);
    expect(two.diagnostics).toHaveLength(1);
  });

  test("keeps integers that a double cannot hold", async () => {
    const text = "apiVersion: v1\nkind: Probe\nmetadata: {name: a}\nspec: {big: 9007199254740993}\n";
    const print = engine("print", (input) => printed(text, input));
    const request = { chain: [{ engine: "print" }], engines: [print], cache: memoryCache() };
    const one = await rendered({ x: "" }, request);
    expect(await rendered({ x: "" }, request)).toEqual(one);
    expect(one.text).toContain("big: 9007199254740993\n");
    expect(print.inputs).toHaveLength(1);
  });

  test.each([
    ["a file", { "a.yaml": service("b") }, {}],
    ["a value", undefined, { layers: [{ source: "dev", values: { a: 1 } }] }],
    ["a limit", undefined, { limits: { maxDepth: 10 } }],
    ["the environment", undefined, { environment: "prod" }],
    ["an option", undefined, { chain: [{ engine: "print", name: "other" }] }],
  ] as const)("does not answer after %s changed", async (_what, templates, more) => {
    const { print, request } = setUp();
    await rendered({ "a.yaml": SERVICE }, request);
    await rendered(templates ?? { "a.yaml": SERVICE }, { ...request, ...more });
    expect(print.inputs).toHaveLength(2);
  });

  test("never sees a render with secrets", async () => {
    const { print, request } = setUp();
    const kept: string[] = [];
    const cache = { ...request.cache, set: (key: string) => Promise.resolve(void kept.push(key)) };
    const secrets = { A: secretValue("hunter22") };
    await rendered({ "a.yaml": SERVICE }, { ...request, cache, secrets });
    expect([print.inputs.length, kept]).toEqual([1, []]);
  });

  test("may fail, and hold nonsense: then the program runs", async () => {
    const { print, request } = setUp();
    const broken = { get: () => Promise.reject(new Error("disk")), set: () => Promise.reject(new Error("disk")) };
    const nonsense = { get: () => Promise.resolve("{"), set: () => Promise.resolve() };
    await rendered({ "a.yaml": SERVICE }, { ...request, cache: broken });
    await rendered({ "a.yaml": SERVICE }, { ...request, cache: nonsense });
    expect(print.inputs).toHaveLength(2);
  });
});
