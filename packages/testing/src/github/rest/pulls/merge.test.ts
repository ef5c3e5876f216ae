import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, runPlainGit, type Hashed, type Problem, type TestBed } from "../../test-bed.ts";

interface Merged extends Hashed {
  readonly merged: boolean;
  readonly message: string;
}

describe("merging a pull request", () => {
  let bed: TestBed;
  let clone: string;
  let base: string;
  let first: string;
  let head: string;

  beforeEach(async () => {
    bed = await openTestBed();
    clone = await mkdtemp(join(tmpdir(), "pull-merge-"));
    first = await bed.branch("topic", { "deploy/cart.yaml": "image: cart:2\n" });
    head = await bed.branch("topic", { "deploy/cart.yaml": "image: cart:3\n", more: "1\n" }, first);
    base = await bed.branch("main", { "README.md": "# Shop 2\n" });
    await bed.call("POST /pulls", { title: "Update cart", head: "topic", base: "main", body: "text" }, "ada");
    await runPlainGit(["clone", "-q", bed.repository.directory, clone]);
    await runPlainGit(["checkout", "-q", base], { cwd: clone });
  });
  afterEach(async () => {
    await rm(clone, { recursive: true });
    await bed.close();
  });

  async function merge(body: object): ReturnType<typeof bed.call<Merged & Problem>> {
    return bed.call<Merged & Problem>("PUT /pulls/1/merge", body);
  }

  async function ownResult(...args: readonly string[]): Promise<string> {
    await runPlainGit(args, { cwd: clone });
    return runPlainGit(["rev-parse", "HEAD^{tree}"], { cwd: clone });
  }

  async function show(format: string, revision = "main"): Promise<string> {
    return bed.git("show", "-s", `--format=${format}`, revision);
  }

  it("by merge makes a commit of both with git's own tree", async () => {
    const merged = await merge({ sha: head });

    expect(merged).toMatchObject({ status: 200, body: { merged: true, message: "Pull Request successfully merged" } });
    expect(await show("%H %P")).toBe(`${merged.body.sha} ${base} ${head}`);
    expect(await show("%T")).toBe(await ownResult("merge", "-q", "--no-ff", "-m", "m", head));
    expect(await show("%an|%cn|%ce")).toBe("bot|GitHub|noreply@github.com");
    expect(await show("%B")).toBe("Merge pull request #1 from acme/topic\n\nUpdate cart");
    expect(await bed.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  it("by squash makes one commit on the base, by the author of the pull request", async () => {
    await merge({ merge_method: "squash" });

    expect(await show("%P")).toBe(base);
    expect(await show("%an|%cn")).toBe("ada|GitHub");
    expect(await show("%B")).toBe("Update cart (#1)\n\n* Change deploy/cart.yaml\n\n* Change deploy/cart.yaml, more");
    await runPlainGit(["merge", "-q", "--squash", head], { cwd: clone });
    expect(await show("%T")).toBe(await ownResult("commit", "-q", "-m", "m"));
  });

  it("by squash of one commit takes over its message", async () => {
    await bed.branch("single", { single: "1" });
    await bed.call("POST /pulls", { title: "Other title", head: "single", base: "main" });
    await bed.call("PUT /pulls/2/merge", { merge_method: "squash" });

    expect(await show("%B")).toBe("Change single (#2)");
  });

  it("by rebase makes the commits that git rebase makes, committed by who merges", async () => {
    await merge({ merge_method: "rebase" });

    expect(await show("%an|%cn|%s", "main~1")).toBe("bot|bot|Change deploy/cart.yaml");
    expect(await show("%P", "main~1")).toBe(base);
    await runPlainGit(["checkout", "-q", head], { cwd: clone });
    expect(await show("%T")).toBe(await ownResult("rebase", "-q", base));
    expect(await show("%T", "main~1")).toBe(await runPlainGit(["rev-parse", "HEAD~1^{tree}"], { cwd: clone }));
  });

  it("by rebase makes new commits even where it could fast-forward", async () => {
    const ahead = await bed.branch("ahead", { ahead: "1" }, base);
    await bed.call("POST /pulls", { title: "Ahead", head: "ahead", base: "main" });
    const merged = await bed.call<Merged>("PUT /pulls/2/merge", { merge_method: "rebase" }, "ada");

    expect(merged.body.sha).not.toBe(ahead);
    expect(await show("%T")).toBe(await show("%T", ahead));
    expect(await show("%an|%cn")).toBe("bot|ada");
  });

  it("takes a title and a message", async () => {
    await merge({ commit_title: "Title", commit_message: "Message", merge_method: "squash" });

    expect(await show("%B")).toBe("Title\n\nMessage");
  });

  it("leaves the head branch alone and closes the pull request as merged", async () => {
    const { body } = await merge({});
    const pull = await bed.call<{ merged_by: { login: string } }>("GET /pulls/1");

    expect(pull.body).toMatchObject({ state: "closed", merged: true, merge_commit_sha: body.sha, mergeable: null });
    expect(pull.body.merged_by.login).toBe("bot");
    expect(await bed.git("rev-parse", "topic")).toBe(head);
    expect((await bed.call("GET /pulls/1/merge")).status).toBe(204);
  });

  it("is refused with 409 when the head is not the one that was looked at", async () => {
    expect(await merge({ sha: first })).toMatchObject({
      status: 409,
      body: { message: "Head branch was modified. Review and try the merge again." },
    });
  });

  it("is refused with 405 while there are conflicts", async () => {
    await bed.branch("main", { "deploy/cart.yaml": "image: other\n" }, base);

    for (const method of ["merge", "squash"]) {
      expect(await merge({ merge_method: method })).toMatchObject({
        status: 405,
        body: { message: "Pull Request is not mergeable" },
      });
    }
    expect(await merge({ merge_method: "rebase" })).toMatchObject({
      status: 405,
      body: { message: "This branch can't be rebased" },
    });
    expect((await bed.call("GET /pulls/1/merge")).status).toBe(404);
  });

  it("is refused with 405 a second time, and for drafts", async () => {
    await bed.branch("draft", { draft: "1" });
    await bed.call("POST /pulls", { title: "Draft", head: "draft", base: "main", draft: true });
    await merge({});

    expect((await merge({})).status).toBe(405);
    expect(await bed.call("PUT /pulls/2/merge", {})).toMatchObject({
      status: 405,
      body: { message: "Pull Request is still a draft" },
    });
  });

  it("happens once when two callers try at once", async () => {
    const answers = await Promise.all([merge({ sha: head }), merge({ sha: head })]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 405]);
  });

  describe("and the way back from a commit", () => {
    async function pullsOf(sha: string): Promise<readonly number[]> {
      const { body } = await bed.call<readonly { number: number }[]>(`GET /commits/${sha}/pulls`);
      return body.map(({ number }) => number);
    }

    it.each(["merge", "squash", "rebase"])("leads from the result of a %s to its pull request", async (method) => {
      const { body } = await merge({ merge_method: method });

      expect(await pullsOf(body.sha)).toEqual([1]);
      expect(await pullsOf(base)).toEqual([]);
    });

    it("leads from the commits of the branch to the pull request, merged or open", async () => {
      expect(await pullsOf(first)).toEqual([1]);
      await merge({ merge_method: "merge" });
      expect(await pullsOf(first)).toEqual([1]);
      expect(await pullsOf(head)).toEqual([1]);
    });
  });
});
