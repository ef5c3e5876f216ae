import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, runPlainGit, type TestBed } from "../test-bed.ts";
import { openGitRepository, type GitRepository } from "./git-repository.ts";
import { mergeTrees, rebaseTrees } from "./merge.ts";

describe("merging", () => {
  let bed: TestBed;
  let git: GitRepository;
  let clone: string;

  beforeEach(async () => {
    bed = await openTestBed();
    git = openGitRepository(bed.repository.directory, "main");
    clone = await mkdtemp(join(tmpdir(), "merge-"));
  });
  afterEach(async () => {
    await git.close();
    await bed.close();
    await rm(clone, { recursive: true });
  });

  async function inClone(...args: readonly string[]): Promise<string> {
    return runPlainGit(args, { cwd: clone });
  }

  it("gives the tree that git merge gives", async () => {
    const ours = await bed.branch("ours", { "deploy/cart.yaml": "image: cart:2\n", new: "1\n" });
    const theirs = await bed.branch("theirs", { "deploy/front.yaml": null, "README.md": "# Shop 2\n" });
    await inClone("clone", "-q", bed.repository.directory, ".");
    await inClone("checkout", "-q", ours);
    await inClone("merge", "-q", "--no-ff", "-m", "merge", theirs);

    expect(await mergeTrees(git, ours, theirs)).toBe(await inClone("rev-parse", "HEAD^{tree}"));
  });

  it("follows renames as git merge does", async () => {
    const ours = await bed.branch("ours", { "deploy/cart.yaml": null, "envs/cart.yaml": "image: cart:1\n" });
    const theirs = await bed.branch("theirs", { "deploy/cart.yaml": "image: cart:1\nreplicas: 2\n" });
    await inClone("clone", "-q", bed.repository.directory, ".");
    await inClone("checkout", "-q", ours);
    await inClone("merge", "-q", "--no-ff", "-m", "merge", theirs);

    expect(await mergeTrees(git, ours, theirs)).toBe(await inClone("rev-parse", "HEAD^{tree}"));
  });

  it("has no result when both sides changed the same line", async () => {
    const ours = await bed.branch("ours", { "README.md": "ours\n" });
    const theirs = await bed.branch("theirs", { "README.md": "theirs\n" });

    expect(await mergeTrees(git, ours, theirs)).toBeUndefined();
    expect(await rebaseTrees(git, ours, theirs)).toBeUndefined();
  });

  it("gives the trees that git rebase gives, commit by commit", async () => {
    const base = await bed.branch("base", { "deploy/cart.yaml": "image: cart:2\n", same: "same\n" });
    const one = await bed.branch("topic", { "README.md": "# Shop\none\n" });
    const two = await bed.branch("topic", { same: "same\n" }, one);
    const three = await bed.branch("topic", { "README.md": "# Shop\none\nthree\n", "deploy/front.yaml": null }, two);
    await inClone("clone", "-q", bed.repository.directory, ".");
    await inClone("checkout", "-q", three);
    await inClone("rebase", "-q", base);
    const log = await inClone("log", "--reverse", "--format=%T", `${base}..HEAD`);

    const picked = await rebaseTrees(git, base, three);
    expect(picked?.map(({ tree }) => tree)).toEqual(log.split("\n"));
    // The second commit brings nothing that the base does not have.
    expect(picked?.map(({ original }) => original)).toEqual([one, three]);
  });

  it("leaves merge commits out of a rebase", async () => {
    const one = await bed.branch("topic", { one: "1\n" });
    const side = await bed.branch("side", { side: "s\n" });
    const tree = await mergeTrees(git, one, side);
    const commit = await git.objects.readCommit(one);
    const merge = git.objects.writeCommit({ ...commit!, tree: tree!, parents: [one, side], message: "merge" });
    const base = await bed.branch("base", { base: "b\n" });

    const picked = await rebaseTrees(git, base, merge);
    expect(new Set(picked?.map(({ original }) => original))).toEqual(new Set([one, side]));
  });
});
