import { describe, expect, test } from "vitest";

import { readPatches } from "./read-patches.ts";

function read(text: string) {
  return readPatches(new Map([["dev.yaml", text]]), { location: "acme/config:" });
}

function problem(text: string): string {
  return read(text)._unsafeUnwrapErr().message;
}

describe("a folder of patches", () => {
  test("gives the documents of its files in the order of their paths, with file and line", () => {
    const files = new Map([
      ["b.yml", "apiVersion: example.com/v1\nkind: Probe\nmetadata: {name: a}\n"],
      [
        "a.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n---\n# only a comment\n---\ntarget: {kind: Job}\nmerge: {spec: {x: null}}\n",
      ],
      ["notes.md", "not a patch"],
      ["c.json", '{"target": {"kind": "Job"}, "json6902": [{"op": "remove", "path": "/a"}]}'],
    ]);
    const patches = readPatches(files)._unsafeUnwrap();
    expect(patches.map(({ type, source }) => [type, source])).toEqual([
      ["strategic", "a.yaml:1"],
      ["merge", "a.yaml:7"],
      ["merge", "b.yml:1"],
      ["json6902", "c.json:1"],
    ]);
    expect(patches[3]).toEqual({
      type: "json6902",
      target: { kind: "Job" },
      operations: [{ op: "remove", path: "/a" }],
      source: "c.json:1",
    });
  });

  test("keeps what is written where a patch is only data", () => {
    expect(read("target: {kind: Job}\nstrategic: {spec: {a: 1, kind: x}}\n")._unsafeUnwrap()).toEqual([
      {
        type: "strategic",
        target: { kind: "Job" },
        patch: { spec: { a: 1, kind: "x" } },
        source: "acme/config:dev.yaml:1",
      },
    ]);
  });
});

describe("a document is refused", () => {
  test.each([
    ["a list of operations", "- {op: remove, path: /a}\n", "needs a target"],
    ["a text", "a\n", "the document is no patch"],
    ["an object without a name", "apiVersion: v1\nkind: Pod\n", "must name its object"],
    ["a list of objects", "apiVersion: v1\nkind: List\nmetadata: {name: a}\nitems: []\n", "a document of its own"],
    [
      "the input of kustomize",
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: a}\n",
      "input of kustomize",
    ],
    ["an encrypted patch", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nsops: {}\n", "decrypt it"],
    ["a target alone", "target: {kind: Job}\n", "the document is no patch"],
    ["two bodies", "target: {kind: Job}\nmerge: {}\nstrategic: {}\n", "the document is no patch"],
    ["no target", "merge: {}\n", "target must be a map"],
    ["an unknown field", "target: {kind: Job}\npatch: x\n", '"patch" is no field of a patch'],
    ["an unknown field of the target", "target: {knd: Job}\nmerge: {}\n", "target.knd is unknown"],
    ["a target that is no text", "target: {kind: 1}\nmerge: {}\n", "target.kind must be a string"],
    ["a target with a pattern that is none", "target: {kind: '(a+)+'}\nmerge: {}\n", "target.kind: "],
    ["an empty target", "target: {}\nmerge: {}\n", "the target is empty"],
    ["a body that is no map", "target: {kind: Job}\nmerge: []\n", "merge must be a map"],
    ["operations that are no list", "target: {kind: Job}\njson6902: {}\n", "must be a list of operations"],
    ["an operation that is no map", "target: {kind: Job}\njson6902: [1]\n", "operation 1 must be a map"],
    ["an operation without path", "target: {kind: Job}\njson6902: [{op: remove}]\n", "operation 1 has no path"],
    ["an unknown operation", "target: {kind: Job}\njson6902: [{op: merge, path: /a}]\n", "op must be add"],
    [
      "an operation without value",
      "target: {kind: Job}\njson6902: [{op: add, path: /a}]\n",
      "operation 1 (add) has no value",
    ],
    [
      "an operation without from",
      "target: {kind: Job}\njson6902: [{op: copy, path: /a}]\n",
      "operation 1 (copy) has no from",
    ],
    ["a path that is no pointer", "target: {kind: Job}\njson6902: [{op: remove, path: a}]\n", "operation 1: the path"],
  ])("%s", (_what, text, expected) => {
    expect(problem(`# first\n---\n${text}`)).toMatch(/^acme\/config:dev\.yaml:3: /);
    expect(problem(text)).toContain(expected);
  });

  test("for its YAML, without a line of it, because it may hold a secret", () => {
    const error = read("target: {kind: Job}\nmerge: {a: hunter2, a: 1}\n")._unsafeUnwrapErr();
    expect(error.code).toBe("YAML_INVALID");
    expect(error.message).not.toContain("hunter2");
  });
});
