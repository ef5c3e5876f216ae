import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Hashed, type Problem, type TestBed } from "../../test-bed.ts";

interface File extends Hashed {
  readonly path: string;
  readonly type: string;
  readonly content: string;
  readonly encoding: string;
}

interface FileCommit {
  readonly content: File | null;
  readonly commit: Hashed & { readonly message: string };
}

describe("contents API", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
  });

  const encode = (text: string): string => Buffer.from(text).toString("base64");

  it("reads a file at the default branch, at a branch and at a commit", async () => {
    await bed.branch("next", { "README.md": "next\n" });
    const texts = await Promise.all(
      ["", "?ref=next", `?ref=${bed.head}`, "?ref=refs/heads/next"].map(async (query) => {
        const { body } = await bed.call<File>(`GET /contents/README.md${query}`);
        return Buffer.from(body.content, "base64").toString();
      }),
    );

    expect(texts).toEqual(["# Shop\n", "next\n", "# Shop\n", "next\n"]);
  });

  it("lists a folder, and the root", async () => {
    const folder = await bed.call<readonly File[]>("GET /contents/deploy");
    const root = await bed.call<readonly File[]>("GET /contents/");

    expect(folder.body.map(({ path, type }) => `${type} ${path}`)).toEqual([
      "file deploy/cart.yaml",
      "file deploy/front.yaml",
    ]);
    expect(root.body.map(({ path, type }) => `${type} ${path}`)).toEqual(["file README.md", "dir deploy"]);
  });

  it("leaves out content over one mebibyte", async () => {
    await bed.branch("big", { "big.txt": "x".repeat(1024 * 1024 + 1) });
    const { body } = await bed.call<File>("GET /contents/big.txt?ref=big");

    expect(body).toMatchObject({ content: "", encoding: "none", size: 1024 * 1024 + 1 });
  });

  it("tells a missing path from a missing revision and an empty repository", async () => {
    await bed.github.createRepository("acme/empty");
    const empty = await fetch(`${bed.github.url}/repos/acme/empty/contents/x`);

    expect(await bed.call("GET /contents/none")).toMatchObject({ status: 404, body: { message: "Not Found" } });
    expect(await bed.call("GET /contents/README.md?ref=none")).toMatchObject({
      status: 404,
      body: { message: "No commit found for the ref none" },
    });
    expect(await empty.json()).toMatchObject({ message: "This repository is empty." });
  });

  it("creates a file with a commit", async () => {
    const body = { message: "Add", content: encode("a\n"), branch: "main" };
    const created = await bed.call<FileCommit>("PUT /contents/new/a.txt", body);

    expect(created).toMatchObject({
      status: 201,
      body: { content: { path: "new/a.txt" }, commit: { message: "Add" } },
    });
    expect(await bed.git("rev-parse", "main")).toBe(created.body.commit.sha);
    expect(await bed.git("show", "main:new/a.txt")).toBe("a");
  });

  it("updates a file only with the id of its blob", async () => {
    const sha = await bed.git("rev-parse", "main:README.md");
    const put = (extra: object): ReturnType<typeof bed.call<FileCommit & Problem>> =>
      bed.call<FileCommit & Problem>("PUT /contents/README.md", { message: "m", content: encode("new\n"), ...extra });

    expect(await put({})).toMatchObject({
      status: 422,
      body: { message: `Invalid request.\n\n"sha" wasn't supplied.` },
    });
    expect(await put({ sha: bed.head })).toMatchObject({
      status: 409,
      body: { message: `README.md does not match ${bed.head}` },
    });
    expect((await put({ sha })).status).toBe(200);
    expect(await bed.git("show", "main:README.md")).toBe("new");
  });

  it("ignores an id for a file that is not there", async () => {
    const created = await bed.call("PUT /contents/a", { message: "m", content: "", sha: bed.head });

    expect(created.status).toBe(201);
  });

  it("looks for the branch before the id", async () => {
    const body = { message: "m", content: "", branch: "none", sha: "x" };

    expect(await bed.call("PUT /contents/README.md", body)).toMatchObject({
      status: 404,
      body: { message: "Branch none not found" },
    });
  });

  it("refuses content that is no base64", async () => {
    expect((await bed.call("PUT /contents/a", { message: "m", content: "ü" })).status).toBe(422);
  });

  it("deletes a file with the id of its blob", async () => {
    const sha = await bed.git("rev-parse", "main:deploy/cart.yaml");
    const deleted = await bed.call<FileCommit>("DELETE /contents/deploy/cart.yaml", { message: "m", sha });

    expect(deleted).toMatchObject({ status: 200, body: { content: null } });
    expect((await bed.call("GET /contents/deploy/cart.yaml")).status).toBe(404);
    expect((await bed.call("DELETE /contents/none", { message: "m", sha })).status).toBe(404);
  });

  it("makes the first commit of an empty repository", async () => {
    await bed.github.createRepository("acme/empty");
    const response = await fetch(`${bed.github.url}/repos/acme/empty/contents/README.md`, {
      method: "PUT",
      body: JSON.stringify({ message: "first", content: encode("hi\n") }),
      headers: { authorization: "Bearer bot-token" },
    });

    expect(response.status).toBe(201);
    expect(((await response.json()) as { commit: { parents: unknown[] } }).commit.parents).toEqual([]);
  });
});
