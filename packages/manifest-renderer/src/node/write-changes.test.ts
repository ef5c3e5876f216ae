import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { writeChanges } from "./write-changes.ts";

let base: string;
let root: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "write-changes-"));
  root = join(base, "slot");
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

function put(path: string, text = path): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

function listed(): readonly string[] {
  return readdirSync(root, { recursive: true }).map(String).sort();
}

function write(files: Readonly<Record<string, string>>, remove: readonly string[] = []) {
  return writeChanges(root, { write: new Map(Object.entries(files)), remove });
}

describe("writeChanges", () => {
  test("makes folders, writes and removes, and leaves nothing of its own behind", async () => {
    for (const path of ["a/b/old", "a/keep", "c"]) put(path);
    expect((await write({ "n/m/new": "1", c: "2" }, ["a/b/old"])).isOk()).toBe(true);
    expect(listed()).toEqual(["a", "a/keep", "c", "n", "n/m", "n/m/new"]);
    expect(readFileSync(join(root, "c"), "utf8")).toBe("2");
  });

  test("makes the directory itself", async () => {
    expect((await write({ a: "1" })).isOk()).toBe(true);
    expect(listed()).toEqual(["a"]);
  });

  test("removes the folders that it emptied, and no others", async () => {
    for (const path of ["a/b/c/x", "d/e/y", "d/z"]) put(path);
    mkdirSync(join(root, "empty"));
    expect((await write({}, ["a/b/c/x", "d/e/y"])).isOk()).toBe(true);
    expect(listed()).toEqual(["d", "d/z", "empty"]);
  });

  test("puts a file in the place of a folder, and a folder in the place of a file", async () => {
    for (const path of ["a/b", "c"]) put(path);
    expect((await write({ a: "1", "c/d": "1" }, ["a/b", "c"])).isOk()).toBe(true);
    expect(listed()).toEqual(["a", "c", "c/d"]);
  });

  test("renames in capitals alone", async () => {
    put("A");
    expect((await write({ a: "1" }, ["A"])).isOk()).toBe(true);
    expect(listed()).toEqual(["a"]);
  });

  test("puts a file in the place of empty folders, but not of others", async () => {
    mkdirSync(join(root, "a/b"), { recursive: true });
    put("c/d/theirs");
    expect((await write({ a: "1" })).isOk()).toBe(true);
    expect((await write({ c: "1" })).isErr()).toBe(true);
    expect(listed()).toEqual(expect.arrayContaining(["a", "c", "c/d", "c/d/theirs"]));
  });

  test("does not look for empty folders behind a link", async () => {
    mkdirSync(join(base, "outside/empty"), { recursive: true });
    mkdirSync(join(root, "a"), { recursive: true });
    symlinkSync(join(base, "outside"), join(root, "a/link"));
    expect((await write({ a: "1" }))._unsafeUnwrapErr().message).toContain('a folder that holds "link"');
    expect(readdirSync(join(base, "outside"))).toEqual(["empty"]);
  });

  test("accepts that a file to remove is gone", async () => {
    put("a");
    expect((await write({}, ["b/c"])).isOk()).toBe(true);
  });

  test.each(["../x", "/x", "a/../../x", "a\\b", ".git/config", ""])(
    "refuses the path %j and writes nothing",
    async (path) => {
      put("a");
      for (const result of [await write({ b: "1", [path]: "1" }), await write({ b: "1" }, [path])]) {
        expect(result._unsafeUnwrapErr().code).toBe("FILE_INVALID");
      }
      expect(listed()).toEqual(["a"]);
      expect(readdirSync(base)).toEqual(["slot"]);
    },
  );

  test("follows no link out of the directory, neither to write nor to remove", async () => {
    mkdirSync(join(base, "outside"));
    writeFileSync(join(base, "outside/x"), "theirs");
    put("a");
    for (const link of ["link", ".gitops"]) symlinkSync(join(base, "outside"), join(root, link));
    rmSync(join(root, ".gitops"));
    for (const result of [await write({ "link/new": "1" }), await write({ a: "2" }, ["link/x"])]) {
      expect(result._unsafeUnwrapErr()).toMatchObject({ code: "FILE_ACCESS_FAILED", path: join(root, "link") });
    }
    symlinkSync(join(base, "outside"), join(root, ".gitops"));
    expect((await write({ a: "2" })).isErr()).toBe(true);
    expect(readdirSync(join(base, "outside"))).toEqual(["x"]);
    expect(readFileSync(join(root, "a"), "utf8")).toBe("a");
  });

  test("replaces a link that stands in the place of a file, not what it points to", async () => {
    mkdirSync(root);
    writeFileSync(join(base, "theirs"), "theirs");
    symlinkSync(join(base, "theirs"), join(root, "a"));
    expect((await write({ a: "ours" })).isOk()).toBe(true);
    expect(readFileSync(join(base, "theirs"), "utf8")).toBe("theirs");
    expect(lstatSync(join(root, "a")).isFile()).toBe(true);
  });

  test("names what it cannot write, and why", async () => {
    put("a/b");
    expect((await write({ a: "1" }))._unsafeUnwrapErr()).toMatchObject({
      code: "FILE_ACCESS_FAILED",
      path: join(root, "a"),
    });
  });
});
