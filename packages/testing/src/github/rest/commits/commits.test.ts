import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Hashed, type TestBed } from "../../test-bed.ts";

interface CommitView extends Hashed {
  readonly author: { readonly login: string } | null;
  readonly commit: { readonly message: string };
  readonly stats: unknown;
  readonly files: readonly { readonly filename: string; readonly status: string }[];
}

interface Comparison {
  readonly status: string;
  readonly ahead_by: number;
  readonly behind_by: number;
  readonly total_commits: number;
  readonly merge_base_commit: Hashed;
  readonly commits: readonly CommitView[];
  readonly files: readonly { readonly filename: string }[];
}

describe("commits API", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
  });

  it("lists the commits that changed a path, from any revision", async () => {
    const cart2 = await bed.branch("main", { "deploy/cart.yaml": "image: cart:2\n" });
    const front = await bed.branch("main", { "deploy/front.yaml": "b\n" }, cart2);
    const cart3 = await bed.branch("main", { "deploy/cart.yaml": "image: cart:3\n" }, front);
    const list = async (query: string): Promise<readonly string[]> => {
      const { body } = await bed.call<readonly CommitView[]>(`GET /commits?${query}`);
      return body.map(({ sha }) => sha);
    };

    expect(await list("")).toEqual([cart3, front, cart2, bed.head]);
    expect(await list("path=deploy/cart.yaml")).toEqual([cart3, cart2, bed.head]);
    expect(await list(`path=deploy/cart.yaml&sha=${front}&per_page=1`)).toEqual([cart2]);
    expect(await list("path=deploy/cart.yaml&per_page=1&page=3")).toEqual([bed.head]);
    expect(await list("path=deploy")).toEqual([cart3, front, cart2, bed.head]);
    expect(await list("path=none")).toEqual([]);
    expect(await list("path=deploy/*.yaml")).toEqual([]);
  });

  it("answers 404 for the history of an unknown revision, and 409 for that of an empty repository", async () => {
    await bed.github.createRepository("acme/empty");

    expect((await bed.call("GET /commits?sha=none")).status).toBe(404);
    expect((await fetch(`${bed.github.url}/repos/acme/empty/commits`)).status).toBe(409);
  });

  it("shows a commit with its files, counts and the account of its author", async () => {
    const sha = await bed.branch("next", { "README.md": "# Shop\nhi\n", "deploy/front.yaml": null });
    const byName = await bed.call<CommitView>("GET /commits/next");

    expect(byName.body).toMatchObject({
      sha,
      author: { login: "bot" },
      stats: { additions: 1, deletions: 1, total: 2 },
    });
    expect(byName.body.files.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
      "modified README.md",
      "removed deploy/front.yaml",
    ]);
    expect((await bed.call<CommitView>(`GET /commits/${sha.slice(0, 8)}`)).body.sha).toBe(sha);
    expect((await bed.call<CommitView>("GET /commits/refs/heads/next")).body.sha).toBe(sha);
  });

  it("answers 422 for a commit that does not exist", async () => {
    const sha = "1".repeat(40);

    expect(await bed.call(`GET /commits/${sha}`)).toMatchObject({
      status: 422,
      body: { message: `No commit found for SHA: ${sha}` },
    });
  });

  describe("comparison", () => {
    let ours: string;
    let theirs: string;

    beforeEach(async () => {
      ours = await bed.branch("ours", { ours: "1" });
      theirs = await bed.branch("theirs", { theirs: "1" });
      theirs = await bed.branch("theirs", { theirs: "2" }, theirs);
    });

    it("with three dots is against the merge base", async () => {
      const { body } = await bed.call<Comparison>("GET /compare/ours...theirs");

      expect(body).toMatchObject({ status: "diverged", ahead_by: 2, behind_by: 1, total_commits: 2 });
      expect(body.merge_base_commit.sha).toBe(bed.head);
      expect(body.commits.at(-1)?.sha).toBe(theirs);
      expect(body.files.map(({ filename }) => filename)).toEqual(["theirs"]);
    });

    it("with two dots shows how the two revisions differ", async () => {
      const { body } = await bed.call<Comparison>(`GET /compare/${ours}..${theirs}`);

      expect(body.files.map(({ filename }) => filename)).toEqual(["ours", "theirs"]);
    });

    it.each([
      ["main...theirs", "ahead"],
      ["theirs...main", "behind"],
      ["main...main", "identical"],
      ["acme:main...acme:ours", "ahead"],
    ])("calls %s %s", async (range, status) => {
      expect((await bed.call<Comparison>(`GET /compare/${range}`)).body.status).toBe(status);
    });

    it("pages commits in chronological order, and files on the first page only", async () => {
      const first = await bed.call<Comparison>("GET /compare/main...theirs?per_page=1");
      const second = await bed.call<Comparison>("GET /compare/main...theirs?per_page=1&page=2");

      expect(first.body).toMatchObject({ total_commits: 2, commits: [{}], files: [{}] });
      expect(second.body).toMatchObject({ total_commits: 2, commits: [{ sha: theirs }], files: [] });
    });

    it("answers 404 for an unknown revision", async () => {
      expect((await bed.call("GET /compare/main...none")).status).toBe(404);
      expect((await bed.call("GET /compare/main")).status).toBe(404);
    });
  });
});
