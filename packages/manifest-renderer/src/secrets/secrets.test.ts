import { inspect } from "node:util";

import { errAsync, okAsync } from "neverthrow";
import { describe, expect, test } from "vitest";

import { findings, refused, rendered, SERVICE } from "../../fixtures/render-request.ts";
import type { Sealer } from "./sealer.ts";
import { secretValue } from "./secret-value.ts";
import { secretValueExample } from "./secret-value.examples.ts";

const PASSWORD = "correct horse battery staple";
const secrets = { DB_PASSWORD: secretValue(PASSWORD) };
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: "${secrets.DB_PASSWORD}"}\n';

/** Stands for SOPS: the values become unreadable, the rest stays. */
const sealer: Sealer = {
  name: "sops",
  seal: (secret) =>
    okAsync(
      [
        "apiVersion: v1",
        "kind: Secret",
        `metadata: {name: ${secret.metadata.name}, namespace: ${secret.metadata["namespace"] as string}}`,
        'stringData: {password: "ENC[AES256_GCM,data:x]"}',
        'sops: {mac: "ENC[y]"} # kept',
        "",
      ].join("\n"),
    ),
};

describe("a secret value", () => {
  test("is not shown by anything that prints it", () => {
    const { DB_PASSWORD: value } = secrets;
    for (const text of [String(value), JSON.stringify({ value }), inspect(value), inspect({ value })]) {
      expect(text).not.toContain(PASSWORD);
    }
    expect(value.reveal()).toBe(PASSWORD);
    expect(secretValueExample(PASSWORD)).toBe('{"DB_PASSWORD":"(secret)"}');
  });

  test("that is too short to be told from other texts is refused", () => {
    expect(() => secretValue("123")).toThrow(RangeError);
  });

  test("may not come to stand in a manifest, and is not in the message", async () => {
    const error = await refused({ "a.yaml": SECRET }, { secrets });
    expect(error.message).toContain("a.yaml:1: Secret shop/db stringData.password: the secret DB_PASSWORD");
    expect(error.message).not.toContain(PASSWORD);
  });

  test("may not come to stand in a manifest in disguise, and no guard allows it", async () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {url: "postgres://u:${secrets.DB_PASSWORD}@db"}\n';
    expect(await findings({ "a.yaml": config }, { secrets, guards: { plaintextSecret: "allow" } })).toEqual([
      ["secret/leaked", "data.url"],
    ]);
  });

  test("is found where an engine folded its lines, or wrote it into a document that only looks sealed", async () => {
    const lines = { KEY: secretValue("-----BEGIN X-----\nfirst line of the key\nsecond line\n-----END X-----") };
    const folded =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  k: -----BEGIN X-----\n    first line of the key\n";
    expect(await findings({ "a.yaml": folded }, { secrets: lines })).toEqual([["secret/leaked", "data.k"]]);
    const sealed = `# ${PASSWORD}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\nsops: {mac: x}\n`;
    expect(await findings({ "a.yaml": sealed }, { secrets })).toEqual([["secret/leaked", undefined]]);
    const fake = `# ${PASSWORD}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nsops: x\n`;
    expect((await rendered({ "a.yaml": fake }, { secrets })).text).not.toContain(PASSWORD);
  });

  test("is masked in every message and finding, whatever quotes it", async () => {
    const object = (metadata: string, more = ""): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {${metadata}}\n${more}`;
    const texts = [
      object("name: a", 'data: {"${secrets.DB_PASSWORD}": x}\n'),
      object('name: "${secrets.DB_PASSWORD}"'),
      object('name: a, namespace: "${secrets.DB_PASSWORD}"'),
      object("name: ${secrets.DB_PASSWORD}") + "---\n" + object("name: ${secrets.DB_PASSWORD}"),
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "x/\${secrets.DB_PASSWORD}"}]}\n`,
    ];
    for (const text of texts) {
      const error = await refused({ "a.yaml": text }, { secrets });
      expect(
        `${error.message} ${error.stack ?? ""} ${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`,
      ).not.toContain(PASSWORD);
    }
  });

  test("that no template uses changes nothing", async () => {
    const one = await rendered({ "a.yaml": SERVICE }, { secrets });
    const two = await rendered({ "a.yaml": SERVICE });
    expect(one.files).toEqual(two.files);
  });
});

describe("a sealer", () => {
  test("encrypts the Secrets that would be plain text, with their namespace, and its text is kept byte for byte", async () => {
    const { text, files } = await rendered({ "a.yaml": `${SECRET}---\n${SERVICE}` }, { secrets, sealer });
    expect([...files.keys()]).toEqual(["shop/secret_db.yaml", "shop/service_cart.yaml"]);
    expect(text).toContain('sops: {mac: "ENC[y]"} # kept\n');
    expect(text).not.toContain(PASSWORD);
  });

  test("is not asked for what is no Secret, or encrypted already", async () => {
    const asked: string[] = [];
    const curious: Sealer = {
      name: "curious",
      seal: (secret) => {
        asked.push(secret.metadata.name);
        return sealer.seal(secret);
      },
    };
    const done =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: done, namespace: shop}\ndata: {a: "ENC[x]"}\nsops: {mac: "ENC[y]"}\n';
    await rendered({ "a.yaml": [SERVICE, done, SECRET].join("---\n") }, { secrets, sealer: curious });
    expect(asked).toEqual(["db"]);
  });

  const giving = (text: string): Sealer => ({ name: "careless", seal: () => okAsync(text) });
  const head = "apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n";

  test("that gives the secret back in plain text is not believed, not even in a comment", async () => {
    const codes = async (text: string) => findings({ "a.yaml": SECRET }, { secrets, sealer: giving(text) });
    const leaked = (found: readonly (readonly [string, string | undefined])[]) => found.map(([code]) => code);
    expect(leaked(await codes(`${head}data: {password: ${PASSWORD}}\nsops: {}\n`))).toContain("secret/leaked");
    expect(leaked(await codes(`# ${PASSWORD}\n${head}data: {a: "ENC[x]"}\nsops: {mac: x}\n`))).toEqual([
      "secret/leaked",
    ]);
  });

  test("that gives another object back is not believed", async () => {
    for (const text of [
      SERVICE,
      head.replace("db", "other"),
      head.replace("shop", "other"),
      head.replace("Secret", "Role"),
    ]) {
      const error = await refused({ "a.yaml": SECRET }, { secrets, sealer: giving(text) });
      expect(error.message).toContain("a Secret is sealed as a Secret or a SealedSecret of its name");
    }
  });

  test.each([
    ["fails", errAsync(new Error("no key")), "no key"],
    ["gives two documents", okAsync(`${SERVICE}---\n${SERVICE.replace("cart", "b")}`), "one document"],
    ["gives an empty text", okAsync(""), "one document"],
    ["gives no text", okAsync(undefined as never), "no text"],
    ["gives nothing", undefined as never, "gave nothing"],
  ] as const)("that %s stops the render", async (_what, answer, words) => {
    const error = await refused({ "a.yaml": SECRET }, { secrets, sealer: { name: "sops", seal: () => answer } });
    expect(error).toMatchObject({ code: "SEAL_FAILED", sealer: "sops" });
    expect(error.message).toContain(words);
    expect(error.message).toContain("Secret shop/db");
  });

  test("that throws stops the render without its words: they may hold the secret", async () => {
    const seal = () => {
      throw new Error(PASSWORD);
    };
    const error = await refused({ "a.yaml": SECRET }, { secrets, sealer: { name: "sops", seal } });
    expect(error.code).toBe("SEAL_FAILED");
    expect(error.message).not.toContain(PASSWORD);
  });
});
