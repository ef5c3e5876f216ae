import { describe, expect, test } from "vitest";

import { CART, deployment, findings, refused, rendered, SERVICE } from "../../fixtures/render-request.ts";

describe("guards", () => {
  const secret = (more: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: shop}\n${more}`;

  test.each([{}, { "README.md": "x" }, { "a.yaml": "# nothing\n" }])(
    "refuse a render without objects: %j",
    async (templates) => {
      expect(await findings(templates)).toEqual([["render/empty", undefined]]);
      expect((await rendered(templates, { guards: { emptyRender: "allow" } })).files.size).toBe(0);
    },
  );

  test("refuse Secrets in plain text and name the key, not the value", async () => {
    const error = await refused({ "a.yaml": secret("stringData: {password: hunter2}\n") });
    expect(error.message).toContain("a.yaml:1: Secret shop/a stringData.password");
    expect(error.message).not.toContain("hunter2");
  });

  test("are not deceived by a Secret that only looks encrypted", async () => {
    const codes = await findings({ "a.yaml": secret('stringData: {a: "ENC[x]", b: open}\nsops: {version: 3.9.0}\n') });
    expect(codes).toEqual([["secret/plaintext", "stringData.b"]]);
  });

  test("let Secrets without data pass", async () => {
    expect((await rendered({ "a.yaml": secret("type: kubernetes.io/service-account-token\n") })).files.size).toBe(1);
  });

  test("let Secrets of SOPS pass, byte for byte, because a change would break their signature", async () => {
    const text = secret('# kept\nstringData:\n    password: "ENC[AES256_GCM,data:x]"\nsops: {mac: "ENC[y]"}\n');
    expect((await rendered({ "a.yaml": text })).text).toBe(text);
    const homeless = text.replace(", namespace: shop", "");
    expect(await findings({ "a.yaml": homeless })).toEqual([["namespace/conflict", "metadata.namespace"]]);
  });

  test("refuse text that Flux would substitute, unless the object opts out", async () => {
    const script = (marks: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a${marks}}\ndata: {run: "echo $$\{HOME}"}\n`;
    expect(await findings({ "a.yaml": script("") })).toEqual([["flux/substitution", "data.run"]]);
    const optOut = ", annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}";
    expect((await rendered({ "a.yaml": script(optOut) })).text).toContain("${HOME}");
  });

  test("warn about scalars that kubectl and Helm would read in another way", async () => {
    const config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: on\n  b: 2024-01-01\n";
    const { diagnostics } = await rendered({ "a.yaml": config });
    expect(diagnostics.map(({ code, origin }) => [code, origin?.line])).toEqual([
      ["yaml/ambiguous-scalar", 5],
      ["yaml/ambiguous-scalar", 6],
    ]);
  });

  test("turn into warnings where a request says so", async () => {
    const { diagnostics } = await rendered({ "a.yaml": deployment("redis:7") }, { guards: { mutableImage: "warn" } });
    expect(diagnostics).toMatchObject([
      { severity: "warning", code: "image/mutable", resource: "Deployment.apps shop/cart" },
    ]);
  });

  test("list everything that they find in one error", async () => {
    const codes = await findings(
      { "a.yaml": `${deployment("redis:7")}---\n${secret("data: {a: eA==}\n")}` },
      { images: [CART] },
    );
    expect(codes.map(([code]) => code)).toEqual(["image/unmatched", "image/mutable", "secret/plaintext"]);
  });

  test("that do not exist, and actions that are none, are a mistake of the programmer", async () => {
    await expect(async () =>
      rendered({ "a.yaml": SERVICE }, { guards: { mutableimage: "allow" } as never }),
    ).rejects.toThrow("there is no guard mutableimage");
    await expect(async () =>
      rendered({ "a.yaml": SERVICE }, { guards: { mutableImage: "off" } as never }),
    ).rejects.toThrow("must be error, warn or allow");
    expect(
      (await rendered({ "a.yaml": SERVICE }, { guards: { "policy/mine": "warn", fluxVariables: [] } })).files.size,
    ).toBe(1);
  });
});
