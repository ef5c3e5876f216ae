import { describe, expect, test } from "vitest";

import { parseResources } from "../resource/parse-resources.ts";
import { diffResources } from "./diff-resources.ts";

function resources(text: string) {
  return parseResources(text)._unsafeUnwrap();
}

function deployment(spec: string, version = "apps/v1"): string {
  return `apiVersion: ${version}\nkind: Deployment\nmetadata: {name: cart, namespace: shop}\nspec: ${spec}\n`;
}

function fields(before: string, after: string) {
  const [diff] = diffResources(resources(before), resources(after));
  return diff?.fields.map((field) => [field.path, field.before, field.after]);
}

const CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n";

describe("diffResources", () => {
  test("finds nothing in manifests that mean the same", () => {
    expect(diffResources(resources(deployment("{a: 1, b: 2}")), resources(deployment("{b: 2, a: 1}")))).toEqual([]);
  });

  test("tells added, removed and changed objects apart", () => {
    const diffs = diffResources(
      resources(`${CONFIG}---\n${deployment("{replicas: 2}")}`),
      resources(`${CONFIG.replace("name: a", "name: b")}---\n${deployment("{replicas: 3}")}`),
    );
    expect(diffs.map(({ id, change }) => `${id.name} ${change}`)).toEqual(["a removed", "b added", "cart changed"]);
  });

  test("takes another version of an API for a change", () => {
    expect(fields(deployment("{a: 1}", "apps/v1beta1"), deployment("{a: 1}"))).toEqual([
      ["apiVersion", "apps/v1beta1", "apps/v1"],
    ]);
  });

  test("takes another group for another object", () => {
    const diffs = diffResources(resources(deployment("{}", "extensions/v1beta1")), resources(deployment("{}")));
    expect(diffs.map(({ change }) => change)).toEqual(["added", "removed"]);
  });

  test("compares the items of a list by their names, and others by their places", () => {
    const before = '{containers: [{name: a, image: x}, {name: b, image: "y:1"}], args: [p, q]}';
    const after = '{containers: [{name: b, image: "y:2"}], args: [p, r, s]}';
    expect(fields(deployment(before), deployment(after))).toEqual([
      ["spec.args[1]", "q", "r"],
      ["spec.args[2]", undefined, "s"],
      ["spec.containers[name=a]", { name: "a", image: "x" }, undefined],
      ["spec.containers[name=b].image", "y:1", "y:2"],
    ]);
  });

  test("sees that named items change their order, because it counts for init containers", () => {
    expect(fields(deployment("{env: [{name: a}, {name: b}]}"), deployment("{env: [{name: b}, {name: a}]}"))).toEqual([
      ["spec.env", ["a", "b"], ["b", "a"]],
    ]);
  });

  test("puts keys that are no words into brackets", () => {
    const before = CONFIG.replace("k: v", "app.properties: x");
    expect(fields(before, before.replace(": x}", ": y}"))).toEqual([['data["app.properties"]', "x", "y"]]);
  });

  test("keeps numbers, strings and large integers apart", () => {
    expect(fields(deployment("{a: 1, b: 9007199254740993}"), deployment('{a: "1", b: 9007199254740992}'))).toEqual([
      ["spec.a", 1, "1"],
      ["spec.b", 9007199254740993n, 9007199254740992n],
    ]);
  });

  test("lists the images of added, removed and changed containers", () => {
    const pod = (image: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: ${image}}]}\n`;
    const path = "spec.containers[name=c].image";
    expect(diffResources([], resources(pod("a")))[0]?.images).toEqual([{ path, before: undefined, after: "a" }]);
    expect(diffResources(resources(pod("a")), [])[0]?.images).toEqual([{ path, before: "a", after: undefined }]);
    expect(diffResources(resources(pod("a")), resources(pod("b")))[0]?.images).toEqual([
      { path, before: "a", after: "b" },
    ]);
  });

  test("never shows what a Secret holds, only that it changes", () => {
    const secret = (value: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s, annotations: {last: ${value}}}\nstringData: {password: ${value}}\n`;
    const diffs = diffResources(resources(secret("hunter2")), resources(`${secret("hunter3")}type: Opaque\n`));
    expect(JSON.stringify(diffs)).not.toContain("hunter");
    expect(diffs[0]?.fields).toEqual([
      { path: "metadata.annotations.last", before: "(hidden)", after: "(hidden)", masked: true },
      { path: "stringData.password", before: "(hidden)", after: "(hidden)", masked: true },
      { path: "type", before: undefined, after: "Opaque" },
    ]);
  });

  test("hides a Secret's value that moves from stringData to data", () => {
    const secret = (field: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n${field}: {password: aHVudGVyMg==}\n`;
    expect(fields(secret("stringData"), secret("data"))).toEqual([
      ["data", undefined, "(hidden)"],
      ["stringData", "(hidden)", undefined],
    ]);
  });

  test("shows what a ConfigMap holds", () => {
    expect(fields(CONFIG, CONFIG.replace("k: v", "k: w"))).toEqual([["data.k", "v", "w"]]);
  });

  test("shows which fields of a document under SOPS change, never ciphertext", () => {
    const sealed = (text: string, level: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {level: ${level}, url: "ENC[AES256_GCM,data:${text},type:str]"}\n` +
      `sops: {mac: "ENC[AES256_GCM,data:${text},type:str]", lastmodified: "${text}", age: [{recipient: ${text}, enc: ${text}}]}\n`;
    expect(fields(sealed("abc", "info"), sealed("xyz", "debug"))).toEqual([
      ["data.level", "info", "debug"],
      ["data.url", "(hidden)", "(hidden)"],
      ["sops", "(hidden)", "(hidden)"],
    ]);
  });

  test("compares the items of a list by the keys of Kubernetes where they have no name", () => {
    const before = deployment(
      "{ports: [{containerPort: 53, protocol: TCP}, {containerPort: 53, protocol: UDP}], volumeMounts: [{mountPath: /a, name: v}, {mountPath: /b, name: v}]}",
    );
    const after = deployment(
      "{ports: [{containerPort: 53}, {containerPort: 80}], volumeMounts: [{mountPath: /b, name: v, readOnly: true}]}",
    );
    expect(fields(before, after)).toEqual([
      ["spec.ports[containerPort=53].protocol", "TCP", undefined],
      ["spec.ports[containerPort=53,protocol=UDP]", { containerPort: 53, protocol: "UDP" }, undefined],
      ["spec.ports[containerPort=80]", undefined, { containerPort: 80 }],
      ["spec.volumeMounts[mountPath=/a]", { mountPath: "/a", name: "v" }, undefined],
      ["spec.volumeMounts[mountPath=/b].readOnly", undefined, true],
    ]);
  });

  test("leaves ignored fields out, also of an object that would otherwise differ by nothing else", () => {
    const annotated = (checksum: string, replicas: number) =>
      resources(
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, annotations: {checksum/config: "${checksum}"}}\nspec: {replicas: ${replicas}}\n`,
      );
    const plain = resources("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 1}\n");
    const options = { ignorePaths: ['metadata.annotations["checksum/*"]'] };
    expect(diffResources(annotated("1", 1), annotated("2", 1), options)).toEqual([]);
    expect(diffResources(plain, annotated("2", 1), options)).toEqual([]);
    expect(diffResources(annotated("1", 1), annotated("2", 2), options)[0]?.fields.map(({ path }) => path)).toEqual([
      "spec.replicas",
    ]);
  });

  test("tells that a new object equals one that goes, when no other could be meant", () => {
    const named = (name: string) => CONFIG.replace("name: a", `name: ${name}`);
    const renamed = diffResources(resources(named("a")), resources(named("b")));
    expect(renamed.map(({ change, id, renamedFrom }) => [change, id.name, renamedFrom?.name])).toEqual([
      ["removed", "a", undefined],
      ["added", "b", "a"],
    ]);
    const unclear = diffResources(resources(`${named("a")}---\n${named("c")}`), resources(named("b")));
    expect(unclear.every(({ renamedFrom }) => renamedFrom === undefined)).toBe(true);
  });

  test("does not look into objects that are the same in both sets", () => {
    const untouchable = new Proxy(resources(CONFIG)[0]!, {
      get: () => {
        throw new Error("was read");
      },
    });
    expect(diffResources([untouchable], [untouchable])).toEqual([]);
  });
});
