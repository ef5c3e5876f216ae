import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, runPlainGit, type TestBed } from "../test-bed.ts";

describe("Git over HTTP", () => {
  let bed: TestBed;
  let folder: string;

  beforeEach(async () => {
    bed = await openTestBed();
    folder = await mkdtemp(join(tmpdir(), "git-server-"));
  });
  afterEach(async () => {
    await bed.close();
    await rm(folder, { recursive: true });
  });

  const inFolder = (...args: readonly string[]): Promise<string> => runPlainGit(args, { cwd: folder });

  function urlWith(credentials: string): string {
    return bed.github.gitUrl("acme/shop").replace("http://", `http://${credentials}@`);
  }

  async function commit(path: string, content: string): Promise<string> {
    await writeFile(join(folder, path), content);
    await inFolder("add", "-A");
    await inFolder("commit", "-q", "-m", `Change ${path}`);
    return inFolder("rev-parse", "HEAD");
  }

  it("lets everybody clone, with and without .git", async () => {
    await inFolder("clone", "-q", bed.github.gitUrl("acme/shop"), ".");

    expect(await inFolder("rev-parse", "HEAD")).toBe(bed.head);
    expect(await inFolder("ls-remote", bed.github.gitUrl("Acme/Shop").replace(/\.git$/, ""), "main")).toContain(
      bed.head,
    );
  });

  it.each(["x-access-token:bot-token", "bot-token"])("takes a push with %s", async (credentials) => {
    await inFolder("clone", "-q", urlWith(credentials), ".");
    const sha = await commit("new", "1\n");
    await inFolder("push", "-q", "origin", "HEAD:main", "HEAD:refs/heads/feature/x", "HEAD:refs/tags/v1");
    const { body } = await bed.call<{ sha: string; files: readonly unknown[] }>("GET /commits/main");

    expect(body).toMatchObject({ sha, files: [{ filename: "new" }] });
    expect(await bed.git("rev-parse", "feature/x", "v1")).toBe(`${sha}\n${sha}`);
    expect(await bed.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  it("refuses a push without a token, and any request with a wrong one", async () => {
    await inFolder("clone", "-q", bed.github.gitUrl("acme/shop"), ".");
    await commit("new", "1\n");

    await expect(inFolder("push", "-q")).rejects.toThrow(/could not read Username|Authentication failed/);
    await expect(inFolder("push", "-q", urlWith("x:wrong"))).rejects.toThrow(/Authentication failed/);
    const wrongHeader = ["-c", "http.extraHeader=Authorization: Bearer wrong"];
    await expect(inFolder(...wrongHeader, "ls-remote", "origin")).rejects.toThrow(/could not read Username/);
    await expect(inFolder("ls-remote", bed.github.gitUrl("acme/none"))).rejects.toThrow(/not found/);
    expect(await bed.git("rev-parse", "main")).toBe(bed.head);
  });

  it("takes a large push and serves it again", async () => {
    await inFolder("clone", "-q", urlWith("bot-token"), ".");
    for (let file = 0; file < 300; file += 1) await writeFile(join(folder, `f${file}`), `${file}\n`.repeat(2000));
    const sha = await commit("last", "x".repeat(3_000_000));
    await inFolder("push", "-q");
    const other = await mkdtemp(join(tmpdir(), "git-server-"));
    await runPlainGit(["clone", "-q", bed.github.gitUrl("acme/shop"), other]);

    expect(await runPlainGit(["rev-parse", "HEAD"], { cwd: other })).toBe(sha);
    await rm(other, { recursive: true });
  });

  it("has done everything that follows from a push when the push ends", async () => {
    const head = await bed.branch("topic", { topic: "1" });
    await bed.call("POST /pulls", { title: "Topic", head: "topic", base: "main" });
    await inFolder("clone", "-q", "-b", "topic", urlWith("ada-token"), ".");
    const sha = await commit("more", "2\n");
    await inFolder("push", "-q");
    const updated = await bed.call("GET /pulls/1");
    await inFolder("push", "-q", "origin", ":topic");
    const closed = await bed.call("GET /pulls/1");

    expect(head).not.toBe(sha);
    expect(updated.body).toMatchObject({ head: { sha }, state: "open" });
    expect(closed.body).toMatchObject({ head: { sha }, state: "closed" });
  });

  it("takes annotated tags, which stand for their commit", async () => {
    await inFolder("clone", "-q", urlWith("bot-token"), ".");
    await inFolder("tag", "-a", "-m", "first", "v1");
    await inFolder("push", "-q", "origin", "v1");
    const reference = await bed.call<{ object: { type: string } }>("GET /git/ref/tags/v1");
    const commit = await bed.call<{ sha: string }>("GET /commits/v1");

    expect(reference.body.object.type).toBe("tag");
    expect(commit.body.sha).toBe(bed.head);
  });

  it("refuses a push that is no fast-forward unless it is forced", async () => {
    await inFolder("clone", "-q", urlWith("bot-token"), ".");
    await bed.branch("main", { elsewhere: "1" });
    const sha = await commit("new", "1\n");

    await expect(inFolder("push", "-q")).rejects.toThrow(/rejected/);
    await inFolder("push", "-q", "--force");
    expect(await bed.git("rev-parse", "main")).toBe(sha);
  });

  it("serves the heads of pull requests, and takes no push to them", async () => {
    const head = await bed.branch("topic", { topic: "1" });
    await bed.call("POST /pulls", { title: "Topic", head: "topic", base: "main" });
    await inFolder("clone", "-q", urlWith("bot-token"), ".");
    await inFolder("fetch", "-q", "origin", "pull/1/head");

    expect(await inFolder("rev-parse", "FETCH_HEAD")).toBe(head);
    await expect(inFolder("push", "-q", "origin", "HEAD:refs/pull/1/head")).rejects.toThrow(/hidden ref/);
  });
});
