import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";
import { changedFiles, type ChangedFile } from "./diff.ts";
import { openGitRepository, type GitRepository } from "./git-repository.ts";

describe("changed files", () => {
  let bed: TestBed;
  let git: GitRepository;

  beforeAll(async () => {
    bed = await openTestBed();
    git = openGitRepository(bed.repository.directory, "main");
  });
  afterAll(async () => {
    await git.close();
    await bed.close();
  });

  it("tell added, removed, modified and renamed files apart", async () => {
    const body = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join("");
    const before = await bed.branch("before", { "old name.txt": body, "gone.txt": "x\n", "same.txt": "s\n" });
    const after = await bed.branch(
      "after",
      { "old name.txt": null, "new/ünew.txt": `${body}more\n`, "gone.txt": null, "README.md": "# Shop\nhi\n", n: "n" },
      before,
    );
    const files = byPath(await changedFiles(git, before, after));

    expect(Object.keys(files).sort()).toEqual(["README.md", "gone.txt", "n", "new/ünew.txt"]);
    expect(files["gone.txt"]).toMatchObject({ status: "removed", additions: 0, deletions: 1 });
    expect(files["n"]).toMatchObject({ status: "added", additions: 1, deletions: 0 });
    expect(files["README.md"]).toMatchObject({ status: "modified", patch: "@@ -1 +1,2 @@\n # Shop\n+hi" });
    expect(files["new/ünew.txt"]).toMatchObject({ status: "renamed", previousPath: "old name.txt", additions: 1 });
  });

  it("give binary files no patch and count no lines", async () => {
    const sha = git.objects.writeBlob(Buffer.from([0, 1, 2]));
    const before = git.objects.writeTree([]);
    const after = git.objects.writeTree([{ mode: "100644", name: "logo.png", sha }]);

    expect(await changedFiles(git, before, after)).toEqual([
      { path: "logo.png", previousPath: undefined, status: "added", sha, additions: 0, deletions: 0, patch: undefined },
    ]);
  });

  it("call a file changed when only its mode is new", async () => {
    const sha = git.objects.writeBlob(Buffer.from("run\n"));
    const before = git.objects.writeTree([{ mode: "100644", name: "run.sh", sha }]);
    const after = git.objects.writeTree([{ mode: "100755", name: "run.sh", sha }]);

    expect(await changedFiles(git, before, after)).toMatchObject([{ path: "run.sh", status: "changed", additions: 0 }]);
  });

  it("are all files when there is nothing to compare with", async () => {
    const files = await changedFiles(git, undefined, bed.head);

    expect(files.map(({ path }) => path)).toEqual(["README.md", "deploy/cart.yaml", "deploy/front.yaml"]);
    expect(files.every(({ status }) => status === "added")).toBe(true);
  });

  it("keep a patch whole that contains what looks like a diff", async () => {
    const before = git.objects.writeTree([]);
    const text = "diff --git a/x b/x\n@@ -1 +1 @@\n";
    const sha = git.objects.writeBlob(Buffer.from(text));
    const after = git.objects.writeTree([
      { mode: "100644", name: "a.patch", sha },
      { mode: "100644", name: "b.patch", sha },
    ]);
    const patch = "@@ -0,0 +1,2 @@\n+diff --git a/x b/x\n+@@ -1 +1 @@";

    expect((await changedFiles(git, before, after)).map((file) => file.patch)).toEqual([patch, patch]);
  });
});

function byPath(files: readonly ChangedFile[]): Readonly<Record<string, ChangedFile>> {
  return Object.fromEntries(files.map((file) => [file.path, file]));
}
