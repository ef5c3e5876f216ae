import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { contentDigest, fileDigest } from "../digest.ts";
import type { Provenance } from "../tree/rendered-tree.ts";
import { runSteps } from "./disk.ts";
import { readRenderRecord } from "./render-record.ts";
import type { WriteTreeOptions } from "./write-tree.ts";
import { planTree, writeTree } from "./write-tree.ts";

type Files = Readonly<Record<string, string>>;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "write-tree-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function treeOf(files: Files) {
  const digests = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, fileDigest(text)]));
  const provenance: Provenance = {
    source: { repository: "acme/shop", sha: "1".repeat(40) },
    files: digests,
    content: contentDigest(digests),
    engines: { plain: "1" },
    images: {},
    valueSources: {},
    input: fileDigest("input"),
  };
  return { files: new Map(Object.entries(files)), provenance };
}

function put(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** All files but those of the record. */
function files(): Files {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return Object.fromEntries(
    paths.filter((path) => !path.startsWith(".gitops/")).map((path) => [path, readFileSync(join(root, path), "utf8")]),
  );
}

async function write(given: Files, options: WriteTreeOptions = {}) {
  return writeTree(root, treeOf(given), options);
}

/** Takes the first steps of a run, as if the process then died. Returns whether there were more. */
async function stopAfter(steps: number, given: Files, options: WriteTreeOptions): Promise<boolean> {
  const planned = (await planTree(root, treeOf(given), { ...options, batch: 1 }))._unsafeUnwrap();
  (await runSteps(planned.steps.slice(0, steps)))._unsafeUnwrap();
  return steps < planned.steps.length;
}

describe("writeTree", () => {
  test("fills a directory, and keeps a record of it", async () => {
    const slot = join(root, "dev/cart");
    const change = (await writeTree(slot, treeOf({ "shop/a.yaml": "1" })))._unsafeUnwrap();
    expect([...change.write.keys()]).toEqual(["shop/a.yaml"]);
    expect(readdirSync(slot, { recursive: true }).sort()).toEqual([
      ".gitops",
      ".gitops/render.json",
      "shop",
      "shop/a.yaml",
    ]);
    expect((await readRenderRecord(slot))._unsafeUnwrap()).toEqual(treeOf({ "shop/a.yaml": "1" }).provenance);
  });

  test("goes from tree to tree, and leaves the files of others alone", async () => {
    expect((await write({ a: "1", b: "1", c: "1" })).isOk()).toBe(true);
    put("README.md", "theirs");
    put("photo", Buffer.from([255, 254]).toString("latin1"));
    const change = (await write({ a: "1", b: "2", "d/e": "1" }))._unsafeUnwrap();
    expect([[...change.write.keys()], change.remove, change.unchanged]).toEqual([["b", "d/e"], ["c"], ["a"]]);
    expect(files()).toMatchObject({ a: "1", b: "2", "d/e": "1", "README.md": "theirs" });
  });

  test("touches nothing when nothing changes", async () => {
    expect((await write({ a: "1" })).isOk()).toBe(true);
    const times = () => ["a", ".gitops", ".gitops/render.json"].map((path) => statSync(join(root, path)).mtimeMs);
    const before = times();
    expect((await planTree(root, treeOf({ a: "1" })))._unsafeUnwrap().steps).toEqual([]);
    expect((await write({ a: "1" })).isOk()).toBe(true);
    expect(times()).toEqual(before);
  });

  test("writes the record anew when only the origin of the manifests changes", async () => {
    expect((await write({ a: "1" })).isOk()).toBe(true);
    const tree = treeOf({ a: "1" });
    const provenance = { ...tree.provenance, source: { repository: "acme/shop", sha: "2".repeat(40) } };
    (await writeTree(root, { ...tree, provenance }))._unsafeUnwrap();
    expect((await readRenderRecord(root))._unsafeUnwrap()?.source.sha).toBe("2".repeat(40));
  });

  test("refuses hand edits and folders of others, and then changes nothing", async () => {
    put("theirs", "x");
    expect((await write({ a: "1" }))._unsafeUnwrapErr().code).toBe("CHANGES_REFUSED");
    expect(readdirSync(root)).toEqual(["theirs"]);
    expect((await write({ a: "1" }, { adoptUnmanaged: true })).isOk()).toBe(true);
    put("a", "edited");
    expect((await write({ a: "2" }))._unsafeUnwrapErr().message).toContain("edited by hand");
    expect(files()).toEqual({ a: "edited", theirs: "x" });
    expect((await write({ a: "2" }, { overwriteEdited: true })).isOk()).toBe(true);
  });

  test("refuses a record that it does not understand", async () => {
    expect((await write({ a: "1" })).isOk()).toBe(true);
    const record = join(root, ".gitops/render.json");
    for (const text of ["", "{}", '{"schema": 2}', '{"schema": 1}', "[]", '{"schema": 1, "files": {"a": "x"}}']) {
      writeFileSync(record, text);
      expect((await write({ a: "2" }))._unsafeUnwrapErr().code).toBe("FILE_INVALID");
    }
    expect(files()).toEqual({ a: "1" });
  });
});

describe("a run that stops on the way", () => {
  const before = { same: "1", changed: "1", gone: "1", "folder/in": "1", name: "1" };
  const after = { same: "1", changed: "2", folder: "2", "name/in": "2", fresh: "2" };
  const later = { same: "3", changed: "3", "folder/in": "3", other: "3" };
  const options = { maxRemovedShare: 1 };

  async function reset(): Promise<void> {
    rmSync(root, { recursive: true });
    expect((await write(before)).isOk()).toBe(true);
    put("README.md", "theirs");
  }

  test.each([
    ["the same tree", after],
    ["another tree", later],
    ["the tree before", before],
  ])("is picked up by the next one with %s, wherever it stopped", async (_, next) => {
    let steps = 0;
    for (let more = true; more; steps++) {
      await reset();
      more = await stopAfter(steps, after, options);
      const result = await write(next, options);
      expect([steps, result.isErr() ? result.error.message : undefined]).toEqual([steps, undefined]);
      expect(files()).toEqual({ ...next, "README.md": "theirs" });
      expect((await planTree(root, treeOf(next)))._unsafeUnwrap().steps).toEqual([]);
    }
    expect(steps).toBeGreaterThan(15);
  });

  test("is picked up even when the next one stops, too", async () => {
    const small = [
      { a: "1", "f/in": "1" },
      { a: "2", f: "2" },
      { a: "3", "f/in": "3", b: "3" },
    ] as const;
    for (let first = 0, more = true; more; first++) {
      // Each third place, another one each time: all pairs would take half a minute.
      for (let second = first % 3, moreAgain = true; moreAgain; second += 3) {
        rmSync(root, { recursive: true });
        expect((await write(small[0])).isOk()).toBe(true);
        more = await stopAfter(first, small[1], options);
        moreAgain = await stopAfter(second, small[2], options);
        expect((await write(small[1], options)).isOk()).toBe(true);
        expect([first, second, files()]).toEqual([first, second, small[1]]);
      }
    }
  });

  test("does not hide what was edited by hand in between", async () => {
    for (let steps = 0, more = true; more; steps++) {
      await reset();
      more = await stopAfter(steps, after, options);
      put("changed", "edited");
      const refused = await write(later, options);
      expect([steps, refused.isErr() && refused.error.message.includes("changed:1: the file was edited")]).toEqual([
        steps,
        true,
      ]);
      expect(files()["changed"]).toBe("edited");
    }
  });

  test("does not make files of others ours, unless they are overwritten already", async () => {
    const adopting = { adoptUnmanaged: true, maxRemovedShare: 1 };
    for (let steps = 0, more = true; more; steps++) {
      rmSync(root, { recursive: true });
      for (const path of ["a", "b", "x"]) put(path, "theirs");
      more = await stopAfter(steps, { a: "1", b: "1", c: "1" }, adopting);
      const overwritten = Object.entries(files()).filter(([, text]) => text === "1");
      (await write({ b: "2" }, adopting))._unsafeUnwrap();
      const kept = ["a", "x"].filter((path) => !overwritten.some(([name]) => name === path));
      expect(files()).toEqual({ b: "2", ...Object.fromEntries(kept.map((path) => [path, "theirs"])) });
    }
  });
});
