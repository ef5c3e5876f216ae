import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Hashed, type Problem, type TestBed } from "../../test-bed.ts";

interface Pull {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly merged: boolean;
  readonly mergeable: boolean | null;
  readonly mergeable_state: string;
  readonly merge_commit_sha: string | null;
  readonly head: Hashed & { readonly ref: string };
  readonly base: Hashed & { readonly ref: string };
  readonly commits: number;
  readonly changed_files: number;
  readonly additions: number;
}

describe("pull requests", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
  });

  async function open(head: string, extra: object = {}): ReturnType<typeof bed.call<Pull & Problem>> {
    return bed.call<Pull & Problem>("POST /pulls", { title: `Take ${head}`, head, base: "main", ...extra });
  }

  async function get(number: number): Promise<Pull> {
    return (await bed.call<Pull>(`GET /pulls/${number}`)).body;
  }

  it("are opened with what they change, and without knowing yet whether they can be merged", async () => {
    const sha = await bed.branch("topic", { "README.md": "# Shop\none\ntwo\n", "deploy/front.yaml": null });
    const opened = await open("topic");

    expect(opened).toMatchObject({
      status: 201,
      body: { number: 1, head: { sha }, base: { sha: bed.head }, mergeable: null, mergeable_state: "unknown" },
    });
    expect(await get(1)).toMatchObject({ mergeable: true, commits: 1, changed_files: 2, additions: 2 });
    expect(await bed.git("rev-parse", "refs/pull/1/head")).toBe(sha);
  });

  it("show a test merge that is on no branch", async () => {
    const sha = await bed.branch("topic", { topic: "1" });
    await open("topic");
    const pull = await get(1);

    expect(await bed.git("rev-parse", `${pull.merge_commit_sha ?? ""}^2`)).toBe(sha);
    expect(await bed.git("rev-parse", "main")).toBe(bed.head);
    expect((await get(1)).merge_commit_sha).toBe(pull.merge_commit_sha);
  });

  it("are dirty while they conflict, and unstable while a status is not a success", async () => {
    await bed.branch("conflict", { "README.md": "theirs\n" });
    const clean = await bed.branch("clean", { clean: "1" });
    await open("conflict");
    await open("clean");
    await bed.branch("main", { "README.md": "ours\n" });
    await bed.call(`POST /statuses/${clean}`, { state: "pending" });

    expect(await get(1)).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
    expect(await get(2)).toMatchObject({ mergeable: true, mergeable_state: "unstable" });
  });

  it.each([
    ["a second time", {}, "A pull request already exists for acme:topic."],
    ["as owner:branch a second time", { head: "acme:topic" }, "A pull request already exists for acme:topic."],
    ["without commits", { head: "main" }, "No commits between main and main"],
  ])("are not opened %s", async (_, extra, message) => {
    await bed.branch("topic", { topic: "1" });
    await open("topic");

    expect(await open("topic", extra)).toMatchObject({
      status: 422,
      body: { message: "Validation Failed", errors: [{ resource: "PullRequest", code: "custom", message }] },
    });
  });

  it.each([
    [{ head: "none" }, "head"],
    [{ head: "fork:topic" }, "head"],
    [{ base: "none" }, "base"],
  ])("are not opened for %j", async (extra, field) => {
    await bed.branch("topic", { topic: "1" });

    expect(await open("topic", extra)).toMatchObject({ status: 422, body: { errors: [{ field, code: "invalid" }] } });
  });

  it("are not opened between branches without common history", async () => {
    const tree = await bed.git("rev-parse", "main^{tree}");
    const orphan = await bed.call<Hashed>("POST /git/commits", { message: "m", tree, parents: [] });
    await bed.call("POST /git/refs", { ref: "refs/heads/orphan", sha: orphan.body.sha });

    expect(await open("orphan")).toMatchObject({
      status: 422,
      body: { errors: [{ message: "The orphan branch has no history in common with main" }] },
    });
  });

  it("take a body of 65,536 characters, not of one more", async () => {
    await bed.branch("topic", { topic: "1" });

    expect((await open("topic", { body: "x".repeat(65_537) })).status).toBe(422);
    expect((await open("topic", { body: "x".repeat(65_536) })).status).toBe(201);
  });

  it("are listed by state, base and head, newest first", async () => {
    for (const name of ["a", "b", "c"]) {
      await bed.branch(name, { [name]: "1" });
      await open(name);
    }
    await bed.call("PATCH /pulls/2", { state: "closed" });
    const list = async (query: string): Promise<readonly number[]> =>
      (await bed.call<readonly Pull[]>(`GET /pulls${query}`)).body.map(({ number }) => number);

    expect(await list("")).toEqual([3, 1]);
    expect(await list("?state=closed")).toEqual([2]);
    expect(await list("?state=all&direction=asc")).toEqual([1, 2, 3]);
    expect(await list("?head=acme:a")).toEqual([1]);
    expect(await list("?head=other:a")).toEqual([]);
    expect(await list("?head=a")).toEqual([3, 1]);
    expect(await list("?base=none")).toEqual([]);
  });

  it("are changed, closed and opened again", async () => {
    await bed.branch("topic", { topic: "1" });
    await open("topic");
    const changed = await bed.call<Pull>("PATCH /pulls/1", { title: "New", body: "text" });
    const closed = await bed.call<Pull>("PATCH /pulls/1", { state: "closed" });
    const reopened = await bed.call<Pull>("PATCH /pulls/1", { state: "open" });

    expect([changed.body.title, closed.body.state, reopened.body.state]).toEqual(["New", "closed", "open"]);
  });

  it("follow their head branch, and close with it", async () => {
    const first = await bed.branch("topic", { topic: "1" });
    await open("topic");
    const second = await bed.branch("topic", { topic: "2" }, first);

    expect(await get(1)).toMatchObject({ head: { sha: second }, commits: 2 });
    await bed.call("DELETE /git/refs/heads/topic");
    expect(await get(1)).toMatchObject({ state: "closed", merged: false, head: { sha: second } });
    expect(await bed.call("PATCH /pulls/1", { state: "open" })).toMatchObject({
      status: 422,
      body: { errors: [{ field: "state" }] },
    });
  });

  it("are merged when their head arrives in the base branch by a push", async () => {
    const sha = await bed.branch("topic", { topic: "1" });
    await open("topic");
    await bed.call("PATCH /git/refs/heads/main", { sha });

    expect(await get(1)).toMatchObject({ state: "closed", merged: true, merge_commit_sha: sha, commits: 1 });
  });

  it("list their commits and files as they were, also after the merge", async () => {
    const first = await bed.branch("topic", { topic: "1" });
    const second = await bed.branch("topic", { other: "2" }, first);
    await open("topic");
    await bed.branch("main", { "README.md": "ahead\n" });
    await bed.call("PUT /pulls/1/merge", {});
    await bed.branch("main", { topic: "3" }, await bed.git("rev-parse", "main"));
    const commits = await bed.call<readonly Hashed[]>("GET /pulls/1/commits");
    const files = await bed.call<readonly { filename: string }[]>("GET /pulls/1/files");

    expect(commits.body.map(({ sha }) => sha)).toEqual([first, second]);
    expect(files.body.map(({ filename }) => filename)).toEqual(["other", "topic"]);
  });

  it("are not found by a number that nobody has", async () => {
    expect((await bed.call("GET /pulls/7")).status).toBe(404);
  });
});
