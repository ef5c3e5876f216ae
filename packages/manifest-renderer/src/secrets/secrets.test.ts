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

  test("that gives the secret back in plain text is not believed", async () => {
    const careless: Sealer = {
      name: "careless",
      seal: ({ stringData }) =>
        okAsync(`${SECRET.split("stringData")[0] ?? ""}data: ${JSON.stringify(stringData)}\nsops: {}\n`),
    };
    expect(await findings({ "a.yaml": SECRET }, { secrets, sealer: careless })).toContainEqual([
      "secret/leaked",
      "data.password",
    ]);
  });

  test.each([
    ["fails", errAsync(new Error("no key")), "no key"],
    ["gives two documents", okAsync(`${SERVICE}---\n${SERVICE.replace("cart", "b")}`), "one document"],
    ["gives nothing", okAsync(""), "one document"],
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
