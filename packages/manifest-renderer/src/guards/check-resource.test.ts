import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { checked, manifestsOf } from "../../fixtures/manifests.ts";
import { combineSchemas, kubernetesSchemas, schemasOf } from "../schema/index.ts";

const MISTAKES = [
  "apiVersion: apps/v1",
  "kind: Deployment",
  "metadata: {name: a, namespace: shop}",
  'spec: {replica: 2, paused: "no", selector: {}}',
  "---",
  "apiVersion: acme.dev/v1",
  "kind: Thing",
  "metadata: {name: a, namespace: shop}",
  "",
].join("\n");

describe("schemas", () => {
  const schemas = kubernetesSchemas;
  const summary = (findings: ReturnType<typeof checked>) =>
    findings.map(({ severity, code, path, origin }) => [severity, code, path, origin?.line]);

  test("are asked where a request has them", () => {
    expect(checked(MISTAKES)).toEqual([]);
    expect(summary(checked(MISTAKES, {}, { schemas }))).toEqual([
      ["error", "schema/unknown-field", "spec.replica", 1],
      ["error", "schema/type", "spec.paused", 1],
      ["error", "schema/required", "spec.template", 1],
      ["warning", "schema/unknown-kind", "apiVersion", 6],
    ]);
  });

  test("obey the guards of their findings", () => {
    const guards = { unknownField: "warn", fieldType: "allow", requiredField: "warn", unknownKind: "error" } as const;
    expect(summary(checked(MISTAKES, guards, { schemas }))).toEqual([
      ["warning", "schema/unknown-field", "spec.replica", 1],
      ["warning", "schema/required", "spec.template", 1],
      ["error", "schema/unknown-kind", "apiVersion", 6],
    ]);
  });
});

test("a text of a template cannot break out of the line of its finding", () => {
  const kind = 'apiVersion: v1\nkind: "A\\n- B"\nmetadata: {name: a, namespace: shop}\n';
  const image = `${kind}spec: {containers: [{image: "a\\u2028b"}]}\ndata: "\\u2028\${a\\rb}"\n`;
  const findings = checked(image, {}, { schemas: kubernetesSchemas });
  expect(findings.map(({ code }) => code)).toEqual(["image/mutable", "flux/substitution", "schema/unknown-kind"]);
  expect(JSON.stringify(findings)).not.toMatch(/\\n|\\r|\u2028/);
});

test("the guards find nothing but namespaces and images in good manifests", () => {
  const text = readFileSync(new URL("../../fixtures/valid-manifests.yaml", import.meta.url), "utf8");
  const schemas = combineSchemas(kubernetesSchemas, schemasOf(manifestsOf(text).map(({ resource }) => resource)));
  const codes = new Set(checked(text, {}, { schemas }).map(({ code, path }) => `${code} ${path ?? ""}`));
  expect([...codes].filter((code) => !/^(image\/mutable|namespace\/missing)/.test(code))).toEqual([
    "secret/plaintext data.password",
  ]);
});
