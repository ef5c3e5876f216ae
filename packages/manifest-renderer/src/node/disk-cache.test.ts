import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { diskCache } from "./disk-cache.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "disk-cache-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function entries(): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("diskCache", () => {
  test("gives back what was kept, also to the next process", async () => {
    const text = "line\r\n\nümläut \u{1f600}\n";
    await diskCache(root).set("key", text);
    expect(await diskCache(root).get("key")).toBe(text);
    expect(await diskCache(root).get("other")).toBeUndefined();
  });

  test("keeps the newest value of a key", async () => {
    const cache = diskCache(root);
    await cache.set("key", "1");
    await cache.set("key", "");
    expect(await cache.get("key")).toBe("");
    expect(entries()).toHaveLength(1);
  });

  test.each([
    ["torn", (text: string) => text.slice(0, -1)],
    ["edited", (text: string) => text.replace("value", "other")],
    ["empty", () => ""],
    ["longer", (text: string) => `${text}x`],
  ])("takes an entry that is %s for absent", async (_, damage) => {
    const cache = diskCache(root);
    await cache.set("key", "value");
    const [entry] = entries();
    writeFileSync(entry!, damage(readFileSync(entry!, "utf8")));
    expect(await cache.get("key")).toBeUndefined();
    await cache.set("key", "value");
    expect(await cache.get("key")).toBe("value");
  });

  test("takes an entry that was moved to another key for absent", async () => {
    const cache = diskCache(root);
    await cache.set("a", "value");
    const [moved] = entries();
    const text = readFileSync(moved!);
    await cache.set("b", "other");
    writeFileSync(
      entries().find((entry) => entry !== moved)!,
      text,
    );
    expect(await cache.get("b")).toBeUndefined();
  });

  test("keeps below its size, and lets the oldest go first", async () => {
    const cache = diskCache(root, { maxBytes: 1_000 });
    const value = "x".repeat(200);
    for (const [index, key] of ["a", "b", "c"].entries()) {
      const known = entries();
      await cache.set(key, value);
      const time = new Date(2020, 0, 1 + index);
      utimesSync(
        entries().find((entry) => !known.includes(entry))!,
        time,
        time,
      );
    }
    await cache.set("d", value);
    expect(entries().reduce((sum, entry) => sum + statSync(entry).size, 0)).toBeLessThanOrEqual(1_000);
    expect([await cache.get("a"), await cache.get("b")]).toEqual([undefined, value]);
    expect(await cache.get("d")).toBe(value);
  });

  test("does not keep what is larger than all of it", async () => {
    const cache = diskCache(root, { maxBytes: 100 });
    await cache.set("key", "x".repeat(200));
    expect(entries()).toEqual([]);
  });

  test("never deletes what it did not write", async () => {
    writeFileSync(join(root, "theirs"), "x".repeat(2_000));
    const cache = diskCache(root, { maxBytes: 150 });
    for (const key of ["a", "b", "c"]) await cache.set(key, "x".repeat(50));
    expect(entries()).toContain(join(root, "theirs"));
  });

  test("is read by nobody else", async () => {
    await diskCache(root).set("key", "value");
    expect(statSync(entries()[0]!).mode & 0o077).toBe(0);
  });

  test("misses when the disk does not work, and fails nothing", async () => {
    writeFileSync(join(root, "file"), "");
    const cache = diskCache(join(root, "file"));
    await cache.set("key", "value");
    expect(await cache.get("key")).toBeUndefined();
  });

  test("stands many writers of the same key", async () => {
    const caches = Array.from({ length: 20 }, () => diskCache(root));
    await Promise.all(caches.map((cache) => cache.set("key", "value".repeat(1_000))));
    expect(await diskCache(root).get("key")).toBe("value".repeat(1_000));
    expect(entries()).toHaveLength(1);
  });

  test("refuses a size that is none", () => {
    expect(() => diskCache(root, { maxBytes: 0 })).toThrow(RangeError);
  });
});
