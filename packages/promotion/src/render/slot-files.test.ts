import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { blobId } from "./digest.ts";
import { blobsOf, recordedFiles } from "./slot-files.ts";

const SLOT = { path: "envs/dev/cart", highLevelPath: "hld/dev/cart" };

describe("blobId", () => {
  it.each(["", "kind: Deployment\n", "größe 🚀\r\n", "\uFEFFbom\n"])("is what Git says of %j", (text) => {
    const told = execFileSync("git", ["hash-object", "--stdin"], { input: text, encoding: "utf8" }).trim();
    expect(blobId(text)).toBe(told);
  });
});

describe("blobsOf", () => {
  it("is the digest of sorted lines of path and blob, from the root of the repository", () => {
    const manifests = new Map([
      ["b.yaml", "b"],
      ["a.yaml", "a"],
    ]);
    const lines = [
      `envs/dev/cart/a.yaml\0${blobId("a")}\n`,
      `envs/dev/cart/b.yaml\0${blobId("b")}\n`,
      `hld/dev/cart/c\0${blobId("c")}\n`,
    ];
    const expected = `sha256:${createHash("sha256").update(lines.join("")).digest("hex")}`;
    expect(blobsOf(SLOT, { manifests, highLevel: new Map([["c", "c"]]) })).toBe(expected);
  });
});

describe("recordedFiles", () => {
  it("lists both kinds of files, and high-level ones only as long as they have a folder", () => {
    const lock = { files: { "a.yaml": "1" }, highLevel: { "Chart.yaml": "2" } };
    expect([...recordedFiles(SLOT, lock).keys()]).toEqual(["envs/dev/cart/a.yaml", "hld/dev/cart/Chart.yaml"]);
    expect([...recordedFiles({ ...SLOT, highLevelPath: undefined }, lock).keys()]).toEqual(["envs/dev/cart/a.yaml"]);
  });
});
