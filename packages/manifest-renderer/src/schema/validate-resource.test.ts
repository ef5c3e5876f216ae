import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { parseResources } from "../resource/parse-resources.ts";
import type { Resource } from "../resource/resource.ts";
import { combineSchemas, kubernetesSchemas, schemasOf } from "./index.ts";
import { validateResource } from "./validate-resource.ts";

const VALID = readFileSync(new URL("../../fixtures/valid-manifests.yaml", import.meta.url), "utf8");

function read(text: string): readonly Resource[] {
  const resources = parseResources(text);
  if (resources.isErr()) throw resources.error;
  return resources.value;
}

const schemas = combineSchemas(kubernetesSchemas, schemasOf(read(VALID)));

function found(text: string): readonly string[] {
  return read(text).flatMap((resource) =>
    validateResource(resource, schemas).map(({ code, path, message }) => `${code} ${path ?? ""}: ${message}`),
  );
}

const deployment = (spec: string, more = "") =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {}, template: {spec: {containers: [${spec}]}}${more}}\n`;
const configMap = (fields: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${fields}\n`;
const secret = (fields: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n${fields}\n`;
const widget = (spec: string) => `apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {${spec}}\n`;

describe("manifests that the API server accepts", () => {
  test.each(read(VALID).map((resource) => [`${resource.apiVersion} ${resource.kind}`, resource] as const))(
    "have no findings: %s",
    (_kind, resource) => {
      expect(validateResource(resource, schemas)).toEqual([]);
    },
  );

  test("may carry integers beyond 2^53", () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a, generation: 9007199254740993}\nspec: {containers: []}\n";
    expect(found(pod)).toEqual([]);
  });
});

describe("an unknown field", () => {
  test.each([
    ["replica: 2", "replica", "replicas"],
    ["Replicas: 2", "Replicas", "replicas"],
    ["minReadySecond: 1", "minReadySecond", "minReadySeconds"],
    ["stratgey: {}", "stratgey", "strategy"],
  ])("is found, with the nearest one that is known: %s", (field, name, nearest) => {
    expect(found(deployment("{name: a}", `, ${field}`))).toEqual([
      `schema/unknown-field spec.${name}: is no field of Deployment here; did you mean ${nearest}?`,
    ]);
  });

  test("is found in lists, by the name of the item", () => {
    expect(found(deployment("{name: cart, ressources: {}, env: [{nam: A}]}"))).toEqual([
      "schema/unknown-field spec.template.spec.containers[name=cart].ressources: is no field of Deployment here; did you mean resources?",
      "schema/unknown-field spec.template.spec.containers[name=cart].env[0].nam: is no field of Deployment here; did you mean name?",
      "schema/required spec.template.spec.containers[name=cart].env[0].name: is required; add it",
    ]);
  });

  test("far from all others is found without a guess", () => {
    expect(found(configMap("spec: {}"))).toEqual([
      "schema/unknown-field spec: is no field of ConfigMap here; the API server refuses or drops it; remove it, or look where it belongs",
    ]);
  });

  test("is told a hundred times at most", () => {
    const fields = Array.from({ length: 150 }, (_, index) => `x${index}: 1`).join("\n");
    expect(found(configMap(fields))).toHaveLength(100);
  });

  test("that every object inherits in JavaScript is unknown all the same", () => {
    expect(found(configMap("constructor: 1\ntoString: 2")).map((line) => line.split(":")[0])).toEqual([
      "schema/unknown-field constructor",
      "schema/unknown-field toString",
    ]);
  });
});

describe("a wrong type", () => {
  test.each([
    ['replicas: "2"', "spec.replicas: must be an integer of 32 bits, but is a string; write it without quotes"],
    ["replicas: 2.5", "spec.replicas: must be an integer of 32 bits, but is a number with a fraction"],
    ["replicas: 3000000000", "spec.replicas: must be an integer of 32 bits, but is a large integer"],
    ["replicas: 99999999999999999", "spec.replicas: must be an integer of 32 bits, but is a large integer"],
    ["replicas: [2]", "spec.replicas: must be an integer of 32 bits, but is a list"],
    ['paused: "no"', "spec.paused: must be true or false, but is a string; write it without quotes"],
    ["strategy: Recreate", "spec.strategy: must be a map, but is a string"],
    [
      "strategy: {rollingUpdate: {maxSurge: 0.5}}",
      "maxSurge: must be an integer or a string, but is a number with a fraction",
    ],
  ])("is found: %s", (field, message) => {
    const [line = "", ...more] = found(deployment("{name: a}", `, ${field}`));
    expect(line).toContain("schema/type ");
    expect(line).toContain(message);
    expect(more).toEqual([]);
  });

  test.each([
    ["args: [8080]", "args[0]: must be a string, but is an integer; quote it"],
    ["command: run", "command: must be a list, but is a string"],
    ["env: {A: b}", "env: must be a list, but is a map"],
    ["env: [{name: A, value: true}]", "env[name=A].value: must be a string, but is a boolean; quote it"],
    ["resources: {limits: {cpu: one}}", "limits.cpu: must be a quantity such as 500m or 1Gi, but is another text"],
    [
      "resources: {limits: {memory: 1GB}}",
      "limits.memory: must be a quantity such as 500m or 1Gi, but is another text",
    ],
  ])("of a container is found: %s", (field, message) => {
    const [line = "", ...more] = found(deployment(`{name: a, ${field}}`));
    expect(line).toContain(`schema/type spec.template.spec.containers[name=a].`);
    expect(line).toContain(message);
    expect(more).toEqual([]);
  });

  test("of a label is found, in kinds that nobody describes too", () => {
    const unknown = "apiVersion: acme.dev/v1\nkind: Thing\nmetadata: {name: a, labels: {version: 1}}\nspec: {any: 1}\n";
    expect(found(unknown)).toEqual([
      "schema/unknown-kind apiVersion: no schema describes Thing of acme.dev/v1; give its CustomResourceDefinition to have its fields checked",
      "schema/type metadata.labels.version: must be a string, but is an integer; quote it",
    ]);
  });

  test("in a Secret is told without its value", () => {
    const lines = found(secret("data: {password: hunter2!}\nstringData: {pin: 4711}"));
    expect(lines.map((line) => line.split(";")[0])).toEqual([
      "schema/type data.password: must be base64, but is another text",
      "schema/type stringData.pin: must be a string, but is an integer",
    ]);
    expect(lines.join()).not.toMatch(/hunter2|4711/);
  });

  test("is not claimed of ciphertexts of SOPS", () => {
    const sealed = 'data: {a: "ENC[x]"}\nimmutable: "ENC[y,type:bool]"\nsops: {mac: "ENC[z]"}';
    expect(found(secret(sealed))).toEqual([]);
    expect(found(secret(sealed.replace("ENC[x]", "open text")))).toHaveLength(1);
  });

  test("of a time is found", () => {
    expect(found("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, creationTimestamp: 2024-01-01}\n")[0]).toContain(
      "metadata.creationTimestamp: must be a time",
    );
  });
});

describe("a missing required field", () => {
  test("is found, and null is the same as absent", () => {
    expect(found(deployment("{image: a}"))).toEqual([
      "schema/required spec.template.spec.containers[0].name: is required; add it",
    ]);
    expect(found("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: null}\n")).toEqual([
      "schema/required spec.selector: is required; add it",
      "schema/required spec.template: is required; add it",
    ]);
  });
});

describe("an unknown kind", () => {
  test("is found, with the API versions that know it", () => {
    const old = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {x: 1}\n";
    expect(found(old)).toEqual([
      "schema/unknown-kind apiVersion: no schema describes PodDisruptionBudget of policy/v1beta1; PodDisruptionBudget is known in policy/v1",
    ]);
  });

  test("is also a version of a custom kind that is not served", () => {
    expect(found(widget("").replace("/v1", "/v1alpha1"))).toEqual([
      "schema/unknown-kind apiVersion: no schema describes Widget of example.com/v1alpha1; Widget is known in example.com/v1",
    ]);
  });
});

describe("a custom resource", () => {
  test.each([
    ["sise: 1", "schema/unknown-field spec.sise: is no field of Widget here; did you mean size?"],
    ["size: 1.5", "schema/type spec.size: must be an integer, but is a number with a fraction"],
    ["colour: blue", "schema/type spec.colour: must be one of red, green"],
    ['on: "yes"', "schema/type spec.on: must be true or false, but is a string"],
    ["port: 1.5", "schema/type spec.port: must be an integer or a string"],
    ["labels: {a: 1}", "schema/type spec.labels.a: must be a string, but is an integer; quote it"],
    ["free: {a: 1}", "schema/type spec.free.a: must be a string, but is an integer; quote it"],
    ["closed: {a: 1}", "schema/unknown-field spec.closed.a: is no field of Widget here"],
    ["parts: [{weight: 1}]", "schema/required spec.parts[0].name: is required; add it"],
    ["embedded: {kind: A}", "schema/required spec.embedded.apiVersion: is required; add it"],
    [
      "embedded: {apiVersion: v1, kind: A, metadata: {labels: {a: 1}}}",
      "schema/type spec.embedded.metadata.labels.a: must be",
    ],
  ])("is held to its definition: %s", (field, message) => {
    const defaults = field.startsWith("size") ? "shape: a" : "size: 1, shape: a";
    const [line, ...more] = found(widget(`${defaults}, ${field}`));
    expect(line).toContain(message);
    expect(more).toEqual([]);
  });

  test("needs what its definition requires, except for what has a default", () => {
    expect(found(widget("shape: a"))).toEqual(["schema/required spec.size: is required; add it"]);
  });
});

describe("packs", () => {
  test("differ in their fingerprints when their schemas differ", () => {
    const definitions = read(VALID);
    expect(schemasOf(definitions).fingerprint).toBe(schemasOf(read(VALID)).fingerprint);
    expect(schemasOf(definitions).fingerprint).not.toBe(schemasOf([]).fingerprint);
    expect(schemas.fingerprint).toContain("kubernetes 1.");
  });
});
