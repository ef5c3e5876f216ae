import { describe, expect, test } from "vitest";

import { checked } from "../../fixtures/manifests.ts";

const object = (kind: string, fields: string, apiVersion = "v1") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\n${fields}\n`;
const KEY = "-----BEGIN RSA PRIVATE KEY-----\\nMIIEow\\n-----END RSA PRIVATE KEY-----\\n";

describe("a Secret", () => {
  test.each(["data: {a: eA==}", "stringData: {a: x}", "data: eA==", "stringData: {empty: '', a: x}"])(
    "in plain text is refused: %s",
    (fields) => {
      const path = fields.startsWith("data: e") ? "data" : `${fields.split(":")[0] ?? ""}.a`;
      expect(checked(object("Secret", fields))).toMatchObject([
        { severity: "error", code: "secret/plaintext", path, origin: { file: "a.yaml" } },
      ]);
    },
  );

  test.each([
    "type: kubernetes.io/service-account-token",
    "data: null",
    "data: {}",
    "stringData: {later: ''}",
    'data: {a: "ENC[AES256_GCM,data:x]"}\nsops: {mac: "ENC[y]"}',
  ])("without anything to read passes: %s", (fields) => {
    expect(checked(object("Secret", fields))).toEqual([]);
  });

  test.each([
    ["SealedSecret", "bitnami.com/v1alpha1", "spec: {encryptedData: {a: AgB}, template: {data: {host: db}}}"],
    ["ExternalSecret", "external-secrets.io/v1", "spec: {target: {template: {data: {a: '{{ .a }}'}}}}"],
    ["Secret", "acme.dev/v1", "data: {a: b}"],
  ])("of another API passes: %s in %s", (kind, apiVersion, fields) => {
    expect(checked(object(kind, fields, apiVersion))).toEqual([]);
  });
});

describe("a private key", () => {
  test.each([
    ["ConfigMap", `data: {tls.key: "${KEY}"}`, 'data["tls.key"]'],
    ["ConfigMap", `data: {pgp: "-----BEGIN PGP PRIVATE KEY BLOCK-----"}`, "data.pgp"],
    ["ConfigMap", `data: {age: AGE-SECRET-KEY-1QQQ}`, "data.age"],
    ["Pod", `spec: {containers: [{env: [{name: KEY, value: "${KEY}"}]}]}`, "spec.containers[0].env[0].value"],
    ["Secret", `data: {a: "ENC[x]", b: ""}\nnote: "${KEY}"\nsops: {mac: "ENC[y]"}`, "note"],
  ])("is refused wherever it stands, without being told: %s", (kind, fields, path) => {
    const findings = checked(object(kind, fields));
    expect(findings).toMatchObject([{ severity: "error", code: "secret/plaintext", path }]);
    expect(JSON.stringify(findings)).not.toMatch(/BEGIN|MIIE|AGE-/);
  });

  test("is neither a certificate nor a public key", () => {
    const certificate = KEY.replaceAll("RSA PRIVATE KEY", "CERTIFICATE");
    const publicKey = KEY.replaceAll("RSA PRIVATE KEY", "PUBLIC KEY");
    expect(checked(object("ConfigMap", `data: {a: "${certificate}", b: "${publicKey}", c: PRIVATE KEY}`))).toEqual([]);
  });

  test("may be described by a CustomResourceDefinition", () => {
    const definition = object("CustomResourceDefinition", `spec: {d: "${KEY}"}`, "apiextensions.k8s.io/v1");
    expect(checked(definition)).toEqual([]);
  });

  test("passes where a request says so", () => {
    expect(checked(object("ConfigMap", `data: {a: "${KEY}"}`), { plaintextSecret: "allow" })).toEqual([]);
  });
});
