import { describe, expect, test } from "vitest";

import { diffManifests } from "./diff-manifests.ts";

const config = (name: string, value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {k: "${value}"}\n`;

function changes(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  return diffManifests(new Map(Object.entries(before)), new Map(Object.entries(after))).map((diffs) =>
    diffs.map(({ change, id }) => `${id.name} ${change}`),
  );
}

describe("diffManifests", () => {
  test("compares what the files of both folders describe", () => {
    const before = { "a.yaml": config("a", "1"), "b.yaml": config("b", "1") };
    const after = { "b.yaml": config("b", "2"), "c.yml": config("c", "1") };
    expect(changes(before, after)._unsafeUnwrap()).toEqual(["a removed", "b changed", "c added"]);
  });

  test("finds no change when an object only moves to another file", () => {
    expect(changes({ "a.yaml": config("a", "1") }, { "b.yaml": config("a", "1") })._unsafeUnwrap()).toEqual([]);
  });

  test("reads neither files that did not change nor files that are no manifests", () => {
    const broken = { "broken.yaml": "a: [", "README.md": "# a" };
    expect(changes(broken, { ...broken, "README.md": "# b" })._unsafeUnwrap()).toEqual([]);
  });

  test("names the file that it cannot read", () => {
    expect(changes({ "a.yaml": "a: [" }, {})._unsafeUnwrapErr().message).toContain("a.yaml:1");
  });
});
