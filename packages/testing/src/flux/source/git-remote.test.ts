import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { type GitRemote, openGitRemote } from "./git-remote.ts";
import { createTestRepository, type TestRepository } from "./test-repository.ts";

let repository: TestRepository;
let remote: GitRemote;

beforeEach(() => {
  repository = createTestRepository();
  remote = openGitRemote(repository.url);
});

afterEach(async () => {
  await remote.close();
  repository.remove();
});

describe("a Git remote", { timeout: 30_000 }, () => {
  it("knows no head of a branch that is not there", async () => {
    expect(await remote.head("main")).toBeUndefined();
  });

  it("sees a push without fetching it, then fetches it", async () => {
    const sha = repository.push({ "a.yaml": "a" }, "Say 'a'\n\nand no more");

    expect(await remote.head("main")).toBe(sha);
    expect(await remote.fetch("main")).toEqual({ sha, subject: "Say 'a'" });
  });

  it("fetches what was pushed over another history", async () => {
    repository.push({ "a.yaml": "a" });
    await remote.fetch("main");
    const sha = repository.push({ "a.yaml": "b" });

    const [first, second] = await Promise.all([remote.fetch("main"), remote.fetch("main")]);
    expect([first.sha, second.sha]).toEqual([sha, sha]);
  });

  it("reads a folder by the paths below it, whatever is in the files", async () => {
    const files = { "a.yaml": "größer\n\0\n", "deep/b c.yaml": "", "deep/d.yaml": "blob 3\nx" };
    repository.push({
      ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`envs/dev/${path}`, content])),
      "envs/dev-2/no.yaml": "no",
    });
    const { sha } = await remote.fetch("main");

    expect(Object.fromEntries((await remote.readFolder(sha, "envs/dev")) ?? [])).toEqual(files);
  });

  it("reads the whole tree where no folder is named, and tells a folder that is not there", async () => {
    repository.push({ "a.yaml": "a" });
    const { sha } = await remote.fetch("main");

    expect((await remote.readFolder(sha, ""))?.get("a.yaml")).toBe("a");
    expect(await remote.readFolder(sha, "envs")).toBeUndefined();
  });
});
