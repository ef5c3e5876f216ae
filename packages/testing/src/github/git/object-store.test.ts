import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openGitRepository, type GitRepository } from "./git-repository.ts";

describe("object store", () => {
  let directory: string;
  let git: GitRepository;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "object-store-"));
    git = openGitRepository(join(directory, "r.git"), "main");
  });
  afterEach(async () => {
    await git.close();
    await rm(directory, { recursive: true });
  });

  it("gives a blob the id that git hash-object gives it", async () => {
    for (const content of ["", "a\n", "ü\0\r\n", "x".repeat(200_000)]) {
      const hashed = await git.run(["hash-object", "--stdin"], { input: content });
      expect(git.objects.writeBlob(Buffer.from(content))).toBe(hashed.stdout.toString().trim());
    }
  });

  it("gives a tree the id that git mktree gives it, whatever the order of its entries", async () => {
    const blob = git.objects.writeBlob(Buffer.from("a"));
    const empty = git.objects.writeTree([]);
    const entries = [
      { mode: "100644", name: "foo.txt", sha: blob },
      { mode: "40000", name: "foo", sha: empty },
      { mode: "100755", name: "foo-bar", sha: blob },
      { mode: "120000", name: "Ümlaut", sha: blob },
      { mode: "160000", name: "module", sha: "1".repeat(40) },
    ];
    const input = entries
      .map(({ mode, name, sha }) => `${mode.padStart(6, "0")} ${typeName(mode)} ${sha}\t${name}\n`)
      .join("");
    const made = await git.run(["mktree", "--missing"], { input });

    expect(git.objects.writeTree(entries)).toBe(made.stdout.toString().trim());
    expect(git.objects.writeTree([...entries].reverse())).toBe(made.stdout.toString().trim());
  });

  it("gives a commit the id that git commit-tree gives it", async () => {
    const tree = git.objects.writeTree([]);
    const parent = git.objects.writeCommit({ tree, parents: [], author: ADA, committer: ADA, message: "one" });
    const sha = git.objects.writeCommit({
      tree,
      parents: [parent],
      author: ADA,
      committer: { ...ADA, name: "Gräce", zone: "-0330" },
      message: "Subject\n\nBody\n",
    });
    const raw = await git.run(["cat-file", "commit", sha]);
    const made = await git.run(["hash-object", "-t", "commit", "--stdin"], { input: raw.stdout });

    expect(made.stdout.toString().trim()).toBe(sha);
    expect(raw.stdout.toString()).toContain("committer Gräce <ada@example.com> 1700000000 -0330\n\nSubject");
    expect(await git.objects.readCommit(sha)).toMatchObject({ parents: [parent], message: "Subject\n\nBody\n" });
  });

  it("leaves out of names what Git leaves out", async () => {
    const tree = git.objects.writeTree([]);
    const author = { ...ADA, name: "A<d>a\n", email: "<ada@example.com>" };
    const sha = git.objects.writeCommit({ tree, parents: [], author, committer: author, message: "one" });

    expect((await git.objects.readCommit(sha))?.author).toEqual(ADA);
    await git.updateRef("refs/heads/main", sha, undefined);
    expect((await git.run(["fsck", "--strict"])).stderr).toBe("");
  });

  it("reads objects out of packs, written before and after it was opened", async () => {
    const loose = git.objects.writeBlob(Buffer.from("packed later"));
    const tree = git.objects.writeTree([{ mode: "100644", name: "f", sha: loose }]);
    const commit = git.objects.writeCommit({ tree, parents: [], author: ADA, committer: ADA, message: "one" });
    await git.updateRef("refs/heads/main", commit, undefined);
    await git.run(["repack", "-a", "-d", "-q"]);
    await git.run(["prune-packed"]);
    const fresh = openGitRepository(git.directory, "main");

    expect((await fresh.objects.readBlob(loose))?.toString()).toBe("packed later");
    const hashed = await fresh.run(["hash-object", "-w", "--stdin"], { input: "afterwards" });
    expect((await fresh.objects.readBlob(hashed.stdout.toString().trim()))?.toString()).toBe("afterwards");
    expect(await fresh.objects.read("0".repeat(39) + "1")).toBeUndefined();
    expect(await fresh.objects.readTree(loose)).toBeUndefined();
    await fresh.close();
  });

  it("reads many packed objects at once", async () => {
    const shas = Array.from({ length: 200 }, (_, n) => git.objects.writeBlob(Buffer.from(`content ${n}`.repeat(n))));
    const tree = git.objects.writeTree(shas.map((sha, n) => ({ mode: "100644", name: `f${n}`, sha })));
    const commit = git.objects.writeCommit({ tree, parents: [], author: ADA, committer: ADA, message: "one" });
    await git.updateRef("refs/heads/main", commit, undefined);
    await git.run(["repack", "-a", "-d", "-q"]);
    const fresh = openGitRepository(git.directory, "main");
    const contents = await Promise.all(shas.map((sha) => fresh.objects.readBlob(sha)));

    expect(contents.map(String)).toEqual(shas.map((_, n) => `content ${n}`.repeat(n)));
    await fresh.close();
  });
});

const ADA = { name: "Ada", email: "ada@example.com", seconds: 1_700_000_000, zone: "+0000" };

function typeName(mode: string): string {
  return mode === "40000" ? "tree" : mode === "160000" ? "commit" : "blob";
}
