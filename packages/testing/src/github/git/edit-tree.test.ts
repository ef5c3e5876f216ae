import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";
import { editTree, MissingPathError } from "./edit-tree.ts";
import { openGitRepository, type GitRepository } from "./git-repository.ts";
import { listTree } from "./read-tree.ts";

describe("editTree", () => {
  let bed: TestBed;
  let git: GitRepository;
  let base: string;
  let blob: string;

  beforeEach(async () => {
    bed = await openTestBed();
    git = openGitRepository(bed.repository.directory, "main");
    base = await bed.git("rev-parse", "main^{tree}");
    blob = git.objects.writeBlob(Buffer.from("new\n"));
  });
  afterEach(async () => {
    await git.close();
    await bed.close();
  });

  async function pathsOf(tree: string): Promise<readonly string[]> {
    return ((await listTree(git.objects, tree, { recursive: true })) ?? []).map(({ path }) => path);
  }

  it("adds files in new folders and keeps the rest", async () => {
    const tree = await editTree(git.objects, base, new Map([["a/b/c", { mode: "100644", sha: blob }]]));

    expect(await pathsOf(tree)).toEqual([
      "README.md",
      "a",
      "a/b",
      "a/b/c",
      "deploy",
      "deploy/cart.yaml",
      "deploy/front.yaml",
    ]);
    await bed.git("update-ref", "refs/heads/x", await bed.git("commit-tree", "-m", "x", tree));
    expect(await bed.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  it("removes a folder with its last file", async () => {
    const edits = new Map([
      ["deploy/cart.yaml", "delete"],
      ["deploy/front.yaml", "delete"],
    ] as const);

    expect(await pathsOf(await editTree(git.objects, base, edits))).toEqual(["README.md"]);
  });

  it("puts a file where a folder was, and a folder where a file was", async () => {
    const file = { mode: "100644", sha: blob };
    const swapped = await editTree(
      git.objects,
      base,
      new Map([
        ["deploy", file],
        ["README.md/in", file],
      ]),
    );

    expect(await pathsOf(swapped)).toEqual(["README.md", "README.md/in", "deploy"]);
  });

  it("takes over a whole folder by its id", async () => {
    const deploy = await bed.git("rev-parse", "main:deploy");
    const tree = await editTree(git.objects, base, new Map([["prod/shop", { mode: "40000", sha: deploy }]]));

    expect(await pathsOf(tree)).toContain("prod/shop/cart.yaml");
  });

  it.each(["nothing", "deploy/nothing", "README.md/in", "no/folder"])("refuses to delete %s", async (path) => {
    await expect(editTree(git.objects, base, new Map([[path, "delete"]]))).rejects.toThrow(MissingPathError);
  });
});
