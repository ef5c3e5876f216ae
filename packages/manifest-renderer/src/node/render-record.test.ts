import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Provenance } from "../tree/rendered-tree.ts";
import { readRenderRecord, writeRenderRecord } from "./render-record.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const PROVENANCE: Provenance = {
  source: { sha: "1".repeat(40), repository: "acme/shop" },
  files: { "b.yaml": DIGEST, "a.yaml": DIGEST },
  content: DIGEST,
  engines: { plain: "1" },
  images: { cart: "ghcr.io/acme/cart:1" },
  input: DIGEST,
  valueSources: { replicas: "dev/values.yaml" },
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "render-record-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe("the record of a render", () => {
  test("is undefined where nothing was rendered", async () => {
    expect((await readRenderRecord(root))._unsafeUnwrap()).toBeUndefined();
    expect((await readRenderRecord(join(root, "missing")))._unsafeUnwrap()).toBeUndefined();
  });

  test("is JSON with sorted keys, a schema and no time", async () => {
    expect((await writeRenderRecord(root, PROVENANCE)).isOk()).toBe(true);
    expect(readFileSync(join(root, ".gitops/render.json"), "utf8")).toBe(`{
  "content": "${DIGEST}",
  "engines": {
    "plain": "1"
  },
  "files": {
    "a.yaml": "${DIGEST}",
    "b.yaml": "${DIGEST}"
  },
  "images": {
    "cart": "ghcr.io/acme/cart:1"
  },
  "input": "${DIGEST}",
  "schema": 1,
  "source": {
    "repository": "acme/shop",
    "sha": "${"1".repeat(40)}"
  },
  "valueSources": {
    "replicas": "dev/values.yaml"
  }
}
`);
    expect((await readRenderRecord(root))._unsafeUnwrap()).toEqual(PROVENANCE);
  });

  test("keeps a file with the name __proto__", async () => {
    const files = JSON.parse(`{ "__proto__": "${DIGEST}" }`) as Record<string, string>;
    expect((await writeRenderRecord(root, { ...PROVENANCE, files })).isOk()).toBe(true);
    const record = (await readRenderRecord(root))._unsafeUnwrap();
    expect(Object.keys(record!.files)).toEqual(["__proto__"]);
  });

  test("is neither read nor written through a link", async () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    symlinkSync(outside, join(root, ".gitops"));
    writeFileSync(join(outside, "render.json"), "{}");
    expect((await readRenderRecord(root))._unsafeUnwrapErr().code).toBe("FILE_ACCESS_FAILED");
    expect((await writeRenderRecord(root, PROVENANCE))._unsafeUnwrapErr().code).toBe("FILE_ACCESS_FAILED");
    expect(readFileSync(join(outside, "render.json"), "utf8")).toBe("{}");
    rmSync(outside, { recursive: true });
  });

  test("is neither read from nor written through a link, and a pipe in its place does not make it wait", async () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(outside, "victim"), "untouched");
    mkdirSync(join(root, ".gitops"));
    symlinkSync(join(outside, "victim"), join(root, ".gitops/render.json.new"));
    expect((await writeRenderRecord(root, PROVENANCE)).isOk()).toBe(true);
    expect(readFileSync(join(outside, "victim"), "utf8")).toBe("untouched");
    rmSync(join(root, ".gitops/render.json"));
    symlinkSync(join(outside, "victim"), join(root, ".gitops/render.json"));
    expect((await readRenderRecord(root)).isErr()).toBe(true);
    rmSync(join(root, ".gitops/render.json"));
    if (process.platform !== "win32") {
      execFileSync("mkfifo", [join(root, ".gitops/render.json")]);
      expect((await readRenderRecord(root))._unsafeUnwrapErr().code).toBe("FILE_ACCESS_FAILED");
    }
    rmSync(outside, { recursive: true });
  });
});
