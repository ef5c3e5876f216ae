import { deflateRawSync } from "node:zlib";

import { expect, test } from "vitest";

import { readZip } from "./read-zip.mjs";

/** Writes a zip archive with one stored and one deflated file, as the format describes it. */
function zipOf(
  files: readonly { readonly name: string; readonly content: string; readonly deflated: boolean }[],
): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  for (const { name, content, deflated } of files) {
    const packed = deflated ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    const entry = Buffer.alloc(46);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(deflated ? 8 : 0, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(Buffer.concat(locals).length, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(locals).length, 16);
  return Buffer.concat([...locals, ...directory, end, Buffer.from("a comment")]);
}

test("a zip archive gives its files, stored or deflated, and no folders", () => {
  const zip = zipOf([
    { name: "helm/", content: "", deflated: false },
    { name: "helm/helm", content: "x".repeat(1000), deflated: true },
    { name: "LICENSE", content: "free", deflated: false },
  ]);

  expect([...readZip(zip)].map(({ name, content }) => [name, content.toString()])).toEqual([
    ["helm/helm", "x".repeat(1000)],
    ["LICENSE", "free"],
  ]);
});

test("something else than a zip archive is an error", () => {
  expect(() => [...readZip(Buffer.from("x".repeat(100)))]).toThrow("not a zip archive");
});
