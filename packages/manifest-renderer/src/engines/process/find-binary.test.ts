import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

import { removeFakeEngines, scratchFolder } from "../../../fixtures/fake-engine.ts";
import { findBinary } from "./find-binary.ts";

removeFakeEngines();

const query = { engine: "helm", binary: undefined, names: ["helm"], searchPath: "", hint: "install it" };

function program(folder: string, name: string, text = "#!/bin/sh\n"): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

describe("the search path", () => {
  test("gives the first program that can be run, with its digest", async () => {
    const [empty, notExecutable, first, second] = [0, 1, 2, 3].map(() => scratchFolder()) as [
      string,
      string,
      string,
      string,
    ];
    chmodSync(program(notExecutable, "helm"), 0o644);
    const path = program(first, "helm", "first");
    program(second, "helm", "second");
    const searchPath = [empty, notExecutable, first, second].join(delimiter);

    expect((await findBinary({ ...query, searchPath }))._unsafeUnwrap()).toEqual({
      path,
      digest: "sha256:a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e",
    });
  });

  test("prefers the first name in any folder", async () => {
    const [first, second] = [scratchFolder(), scratchFolder()];
    program(first, "kubectl");
    const path = program(second, "kustomize");
    const found = await findBinary({
      ...query,
      names: ["kustomize", "kubectl"],
      searchPath: `${first}${delimiter}${second}`,
    });

    expect(found._unsafeUnwrap().path).toBe(path);
  });

  test("says everything that was tried, why not, and how to install it", async () => {
    const [withFolder, notExecutable, empty] = [scratchFolder(), scratchFolder(), scratchFolder()];
    mkdirSync(join(withFolder, "helm"));
    chmodSync(program(notExecutable, "helm"), 0o644);
    const missing = (
      await findBinary({ ...query, searchPath: [withFolder, notExecutable, empty].join(delimiter) })
    )._unsafeUnwrapErr();

    expect(missing.tried).toEqual([
      `${join(withFolder, "helm")}, which is a folder`,
      `${join(notExecutable, "helm")}, which is not executable`,
      join(empty, "helm"),
    ]);
    expect(missing.message).toContain("install it");
  });

  test("does not lead to the working directory", async () => {
    const folder = scratchFolder();
    program(folder, "helm");
    const missing = await findBinary({
      ...query,
      searchPath: ["", ".", relative(process.cwd(), folder)].join(delimiter),
    });

    expect(missing._unsafeUnwrapErr().tried).toEqual(["helm on an empty search path"]);
  });
});

describe("a path", () => {
  test("is the only one that is tried", async () => {
    const folder = scratchFolder();
    program(folder, "helm");
    const binary = join(folder, "other");

    expect((await findBinary({ ...query, binary, searchPath: folder }))._unsafeUnwrapErr().tried).toEqual([binary]);
  });

  test("that is a link keeps its name: programs with many names look at it", async () => {
    const folder = scratchFolder();
    const target = program(folder, "launcher");
    symlinkSync(target, join(folder, "helm"));
    const found = (await findBinary({ ...query, binary: join(folder, "helm") }))._unsafeUnwrap();

    expect(found.path).toBe(join(folder, "helm"));
  });
});

test("the digest follows the file when it is replaced", async () => {
  const folder = scratchFolder();
  const binary = program(folder, "helm", "one");
  const before = (await findBinary({ ...query, binary }))._unsafeUnwrap().digest;
  program(folder, "helm", "two");
  utimesSync(binary, 1, 1);

  expect((await findBinary({ ...query, binary }))._unsafeUnwrap().digest).not.toBe(before);
});
