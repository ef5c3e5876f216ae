import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openGitRepository, RefUpdateError, type GitRepository } from "./git-repository.ts";
import { freezeRefs, isRefName } from "./refs.ts";
import { runGit } from "./run-git.ts";

describe("references", () => {
  let directory: string;
  let git: GitRepository;
  let first: string;
  let second: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "refs-"));
    git = openGitRepository(join(directory, "r.git"), "main");
    const tree = git.objects.writeTree([]);
    const author = { name: "Ada", email: "ada@example.com", seconds: 0, zone: "+0000" };
    first = git.objects.writeCommit({ tree, parents: [], author, committer: author, message: "first" });
    second = git.objects.writeCommit({ tree, parents: [first], author, committer: author, message: "second" });
  });
  afterEach(async () => {
    await git.close();
    await rm(directory, { recursive: true });
  });

  it("are read loose and packed, and the loose one counts", async () => {
    await git.updateRef("refs/heads/main", first, undefined);
    await git.updateRef("refs/heads/a/b", first, undefined);
    await git.run(["pack-refs", "--all"]);
    await git.updateRef("refs/heads/main", second, first);

    expect(git.refs.read("refs/heads/a/b")).toBe(first);
    expect(git.refs.read("refs/heads/main")).toBe(second);
    expect([...git.refs.list("refs/heads/")]).toEqual([
      ["refs/heads/a/b", first],
      ["refs/heads/main", second],
    ]);
  });

  it("are gone after they were deleted, packed or not", async () => {
    await git.updateRef("refs/heads/main", first, undefined);
    await git.run(["pack-refs", "--all"]);
    await git.deleteRef("refs/heads/main");

    expect(git.refs.read("refs/heads/main")).toBeUndefined();
    expect(git.refs.list("refs/").size).toBe(0);
  });

  it("do not move when they are not where the caller saw them", async () => {
    await git.updateRef("refs/heads/main", second, undefined);

    await expect(git.updateRef("refs/heads/main", first, first)).rejects.toThrow(RefUpdateError);
    expect(git.refs.read("refs/heads/main")).toBe(second);
  });

  it("stay as they were in a frozen picture", async () => {
    await git.updateRef("refs/heads/main", first, undefined);
    const frozen = freezeRefs(git.refs);
    await git.updateRef("refs/heads/main", second, first);

    expect(frozen.read("refs/heads/main")).toBe(first);
    expect(frozen.list("refs/heads/m").get("refs/heads/main")).toBe(first);
  });

  it("are never read from outside of the repository", () => {
    expect(git.refs.read("refs/heads/../../HEAD")).toBeUndefined();
    expect(git.refs.read("HEAD")).toBeUndefined();
  });
});

describe("isRefName", () => {
  const names = [
    "refs/heads/main",
    "refs/heads/a/b-c_d.e",
    "refs/heads/ümlaut",
    "refs/heads/@",
    "refs/heads/a..b",
    "refs/heads/.a",
    "refs/heads/a.lock",
    "refs/heads/a b",
    "refs/heads/a~1",
    "refs/heads/a^",
    "refs/heads/a:b",
    "refs/heads/a?",
    "refs/heads/a*",
    "refs/heads/a[",
    "refs/heads/a\\b",
    "refs/heads/a@{b",
    "refs/heads/a.",
    "refs/heads/a//b",
    "refs/heads/a/",
  ];

  it.each(names)("agrees with git check-ref-format on %s", async (name) => {
    const { exitCode } = await runGit(".", ["check-ref-format", name], { accept: [0, 1] });
    expect(isRefName(name)).toBe(exitCode === 0);
  });
});
