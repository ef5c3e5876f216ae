import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Limits } from "../limits.ts";
import { readFileSet } from "./read-file-set.ts";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "file-set-")));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, content: string | Uint8Array = path): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function failure(limits: Partial<Limits> = {}) {
  const { code, message } = (await readFileSet(root, { limits }))._unsafeUnwrapErr();
  return [code, message] as const;
}

describe("readFileSet", () => {
  test("gives the bytes of all files by their POSIX paths, in order", async () => {
    for (const path of ["b.yaml", "a/c/d.txt", "a/B"]) put(path);
    put("a/bytes", new Uint8Array([0, 255]));
    const files = (await readFileSet(root))._unsafeUnwrap();
    expect([...files.keys()]).toEqual(["a/B", "a/bytes", "a/c/d.txt", "b.yaml"]);
    expect([...(files.get("a/bytes") as Uint8Array)]).toEqual([0, 255]);
    expect(String(files.get("b.yaml"))).toBe("b.yaml");
  });

  test("reads more files than may be open at once", async () => {
    for (let index = 0; index < 100; index++) put(`f${index}`);
    const files = (await readFileSet(root))._unsafeUnwrap();
    expect([...files].every(([path, content]) => String(content) === path)).toBe(true);
    expect(files.size).toBe(100);
  });

  test("leaves out what belongs to Git", async () => {
    for (const path of [".git/config", "sub/.git", ".gitignore"]) put(path);
    expect([...(await readFileSet(root))._unsafeUnwrap().keys()]).toEqual([".gitignore"]);
  });

  test.each([
    ["a file outside", "/etc/hostname"],
    ["a file inside", "real"],
    ["the folder itself", "."],
    ["nothing", "missing"],
  ])("refuses a link to %s", async (_, target) => {
    put("real");
    symlinkSync(target, join(root, "link"));
    expect(await failure()).toEqual(["TEMPLATE_UNSAFE", expect.stringContaining("link: is a symbolic link")]);
  });

  test("refuses what is neither file nor folder", async () => {
    const server = createServer().listen(join(root, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    expect((await failure())[0]).toBe("TEMPLATE_UNSAFE");
    await new Promise((resolve) => server.close(resolve));
  });

  test("refuses names that are not UTF-8 or would be another path elsewhere", async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x61, 0xff])]), "");
    expect(await failure()).toEqual(["FILE_INVALID", expect.stringContaining("not UTF-8")]);
    rmSync(root, { recursive: true });
    put("a\\b");
    expect(await failure()).toEqual(["FILE_INVALID", expect.stringContaining("backslash")]);
  });

  test("stops at its limits", async () => {
    for (const path of ["aaaa", "bbbb", "c/dddd"]) put(path, "12345");
    expect((await failure({ maxFiles: 2 }))[0]).toBe("LIMIT_EXCEEDED");
    expect(await failure({ maxFileBytes: 4 })).toEqual(["LIMIT_EXCEEDED", expect.stringContaining("maxFileBytes (4)")]);
    expect(await failure({ maxInputBytes: 14 })).toEqual(["LIMIT_EXCEEDED", expect.stringContaining("maxInputBytes")]);
    expect((await readFileSet(root, { limits: { maxFiles: 3, maxInputBytes: 15 } })).isOk()).toBe(true);
  });

  test("names the folder that it cannot read, and why", async () => {
    const missing = (await readFileSet(join(root, "missing")))._unsafeUnwrapErr();
    expect(missing).toMatchObject({ code: "FILE_ACCESS_FAILED", path: join(root, "missing"), reason: "ENOENT" });
    expect(missing.message).toBe(`${join(root, "missing")} cannot be read: ENOENT`);
  });
});
