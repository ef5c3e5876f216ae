import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, runPlainGit, type Hashed, type Problem, type TestBed } from "../../test-bed.ts";

interface Tree extends Hashed {
  readonly truncated: boolean;
  readonly tree: readonly {
    readonly path: string;
    readonly mode: string;
    readonly type: string;
    readonly size?: number;
  }[];
}

interface Reference {
  readonly ref: string;
  readonly object: { readonly sha: string; readonly type: string };
}

const MISSING = "1".repeat(40);
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

describe("Git data API", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed({ now: () => new Date("2026-01-02T03:04:05Z") });
  });
  afterEach(async () => {
    await bed.close();
  });

  describe("blobs", () => {
    it("take text and base64 and give base64 in lines of 60 characters", async () => {
      const text = await bed.call<Hashed>("POST /git/blobs", { content: "ü\n" });
      const binary = await bed.call<Hashed>("POST /git/blobs", {
        content: Buffer.alloc(100, 255).toString("base64"),
        encoding: "base64",
      });
      const read = await bed.call<{ content: string; size: number }>(`GET /git/blobs/${binary.body.sha}`);

      expect(await bed.git("cat-file", "blob", text.body.sha)).toBe("ü");
      expect(read.body.size).toBe(100);
      expect(read.body.content.split("\n").map(({ length }) => length)).toEqual([60, 60, 16, 0]);
    });

    it("are not found by the id of something else", async () => {
      expect((await bed.call(`GET /git/blobs/${bed.head}`)).status).toBe(404);
    });
  });

  describe("trees", () => {
    async function create(body: unknown): Promise<{ readonly status: number; readonly body: Tree & Problem }> {
      return bed.call<Tree & Problem>("POST /git/trees", body);
    }

    it("change a base tree by inline content, by id and by deletion", async () => {
      const folder = await bed.git("rev-parse", "main:deploy");
      const made = await create({
        base_tree: await bed.git("rev-parse", "main^{tree}"),
        tree: [
          { path: "deploy/cart.yaml", mode: "100644", type: "blob", sha: null },
          { path: "envs/dev/cart.yaml", mode: "100755", type: "blob", content: "ü\n" },
          { path: "envs/prod", mode: "040000", type: "tree", sha: folder },
        ],
      });
      const listed = await bed.call<Tree>(`GET /git/trees/${made.body.sha}?recursive=1`);

      expect(made.status).toBe(201);
      expect(made.body.tree.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
        "100644 README.md",
        "040000 deploy",
        "040000 envs",
      ]);
      expect(listed.body.tree.filter(({ type }) => type === "blob").map(({ path }) => path)).toEqual([
        "README.md",
        "deploy/front.yaml",
        "envs/dev/cart.yaml",
        "envs/prod/cart.yaml",
        "envs/prod/front.yaml",
      ]);
      expect(listed.body.tree.find(({ path }) => path === "envs/dev/cart.yaml")).toMatchObject({
        mode: "100755",
        size: 3,
      });
    });

    it("have the id that git write-tree gives the same files", async () => {
      const files = { "a/b": "x", "a.txt": "y\n", "a-b/ü": "" };
      const folder = await mkdtemp(join(tmpdir(), "write-tree-"));
      await runPlainGit(["init", "-q"], { cwd: folder });
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      await runPlainGit(["add", "-A"], { cwd: folder });
      const made = await create({
        tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content })),
      });

      expect(made.body.sha).toBe(await runPlainGit(["write-tree"], { cwd: folder }));
      await rm(folder, { recursive: true });
    });

    it("take the base from a commit, too", async () => {
      const made = await create({ base_tree: bed.head, tree: [] });

      expect(made.body.sha).toBe(await bed.git("rev-parse", "main^{tree}"));
    });

    it.each([
      [{}, `Invalid request.\n\n"tree" wasn't supplied.`],
      [{ base_tree: MISSING, tree: [] }, "base_tree is not a valid tree oid"],
      [{ base_tree: "main:deploy", tree: [] }, "base_tree is not a valid tree oid"],
      [{ tree: [{ path: "a", mode: "100644", sha: null }] }, "GitRPC::BadObjectState"],
      [{ tree: [{ path: "../a", mode: "100644", content: "" }] }, "tree.path contains a malformed path component"],
      [{ tree: [{ path: "/a", mode: "100644", content: "" }] }, "tree.path contains a malformed path component"],
      [{ tree: [{ path: "a/.git/x", mode: "100644", content: "" }] }, "tree.path contains a malformed path component"],
      [{ tree: [{ path: "a", mode: "644", content: "" }] }, "Must supply a valid tree.mode"],
      [
        { tree: [{ path: "a", mode: "100644" }] },
        "Must supply either tree.sha or tree.content. Request will be rejected if both are present.",
      ],
      [{ tree: [{ path: "a", mode: "100644", sha: MISSING }] }, `tree.sha ${MISSING} is not a valid blob`],
      [{ tree: [{ path: "a", mode: "040000", sha: MISSING }] }, `tree.sha ${MISSING} is not a valid tree`],
    ])("refuse %j", async (body, message) => {
      const refused = await create(body);

      expect(refused).toMatchObject({ status: 422, body: { message } });
    });
  });

  describe("commits", () => {
    it("have the id that git commit-tree gives them", async () => {
      const tree = await bed.git("rev-parse", "main^{tree}");
      const person = { name: "Ada", email: "ada@example.com", date: "2026-01-01T12:00:00+02:00" };
      const made = await bed.call<Hashed>("POST /git/commits", {
        message: "Subject\n\nBody\n",
        tree,
        parents: [bed.head, await bed.branch("second", { x: "1" })],
        author: person,
        committer: person,
      });
      const raw = await bed.git("cat-file", "commit", made.body.sha);

      expect(raw.split("\n")).toContain(`author Ada <ada@example.com> 1767261600 +0200`);
      expect(await bed.git("rev-parse", `${made.body.sha}^2`)).toBe(await bed.git("rev-parse", "second"));
      await bed.git("update-ref", "refs/heads/made", made.body.sha);
      expect(await bed.git("fsck", "--strict", "--no-dangling")).toBe("");
    });

    it("are by the caller and of now unless somebody else is named", async () => {
      const tree = await bed.git("rev-parse", "main^{tree}");
      const made = await bed.call<{ author: unknown }>("POST /git/commits", { message: "m", tree }, "ada");

      expect(made.body.author).toEqual({
        name: "ada",
        email: expect.stringMatching(/^\d+\+ada@users\.noreply\.github\.com$/) as unknown,
        date: "2026-01-02T03:04:05Z",
      });
    });

    it.each([
      [{ message: "m", tree: "main" }, "The tree parameter must be exactly 40 characters and contain only [0-9a-f]."],
      [{ message: "m", tree: MISSING }, "Tree SHA does not exist"],
      [{ tree: MISSING }, `Invalid request.\n\n"message" wasn't supplied.`],
      [
        { message: "m", tree: EMPTY_TREE, parents: ["main"] },
        "Each SHA in the 'parents' parameter must be exactly 40 characters and contain only [0-9a-f].",
      ],
    ])("refuse %j", async (body, message) => {
      await bed.call("POST /git/trees", { tree: [] });
      expect(await bed.call("POST /git/commits", body)).toMatchObject({ status: 422, body: { message } });
    });

    it("refuse a parent that is no commit", async () => {
      const tree = await bed.git("rev-parse", "main^{tree}");
      const refused = await bed.call("POST /git/commits", { message: "m", tree, parents: [tree] });

      expect(refused).toMatchObject({
        status: 422,
        body: { message: "Parent SHA does not exist or is not a commit object" },
      });
    });
  });

  describe("references", () => {
    it("are created once", async () => {
      const body = { ref: "refs/heads/feature/x", sha: bed.head };
      const created = await bed.call<Reference>("POST /git/refs", body);
      const again = await bed.call("POST /git/refs", body);

      expect(created).toMatchObject({ status: 201, body: { object: { sha: bed.head, type: "commit" } } });
      expect(again).toMatchObject({ status: 422, body: { message: "Reference already exists" } });
      expect(await bed.git("rev-parse", "feature/x")).toBe(bed.head);
    });

    it("move forward, and elsewhere only by force", async () => {
      const next = await bed.branch("next", { x: "1" });
      const other = await bed.branch("other", { y: "1" });
      const forward = await bed.call<Reference>("PATCH /git/refs/heads/main", { sha: next });
      const sideways = await bed.call("PATCH /git/refs/heads/main", { sha: other });
      const forced = await bed.call<Reference>("PATCH /git/refs/heads/main", { sha: other, force: true });

      expect(forward).toMatchObject({ status: 200, body: { object: { sha: next } } });
      expect(sideways).toMatchObject({ status: 422, body: { message: "Update is not a fast forward" } });
      expect(forced).toMatchObject({ status: 200, body: { object: { sha: other } } });
    });

    it("let one of two simultaneous updates win", async () => {
      const left = await bed.branch("left", { x: "1" });
      const right = await bed.branch("right", { y: "1" });
      const answers = await Promise.all([left, right].map((sha) => bed.call("PATCH /git/refs/heads/main", { sha })));

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    });

    it("are found by name and by the beginning of a name", async () => {
      await bed.branch("feature/a", { x: "1" });
      await bed.branch("feature/b", { y: "1" });
      const matching = await bed.call<readonly Reference[]>("GET /git/matching-refs/heads/feature/");

      expect(matching.body.map(({ ref }) => ref)).toEqual(["refs/heads/feature/a", "refs/heads/feature/b"]);
      expect((await bed.call("GET /git/ref/heads/feature/a")).status).toBe(200);
      expect((await bed.call("GET /git/ref/heads/feature")).status).toBe(404);
      expect((await bed.call<readonly Reference[]>("GET /git/matching-refs/heads/none")).body).toEqual([]);
    });

    it("are deleted once", async () => {
      await bed.branch("gone", { x: "1" });

      expect((await bed.call("DELETE /git/refs/heads/gone")).status).toBe(204);
      expect(await bed.call("DELETE /git/refs/heads/gone")).toMatchObject({
        status: 422,
        body: { message: "Reference does not exist" },
      });
    });

    it.each([
      [{ ref: "heads/x" }, "Reference name must contain at least three slash-separated components."],
      [{ ref: "refs/heads/a..b" }, "refs/heads/a..b is not a valid ref name."],
      [{ sha: MISSING }, "Object does not exist"],
    ])("are not created from %j", async (body, message) => {
      const refused = await bed.call("POST /git/refs", { ref: "refs/heads/x", sha: bed.head, ...body });

      expect(refused).toMatchObject({ status: 422, body: { message } });
    });

    it("are not created below a branch", async () => {
      await bed.branch("feature", { x: "1" });

      expect(await bed.call("POST /git/refs", { ref: "refs/heads/feature/x", sha: bed.head })).toMatchObject({
        status: 422,
        body: { message: "Reference update failed" },
      });
    });

    it("are not updated when there is none, or to nothing", async () => {
      const absent = await bed.call("PATCH /git/refs/heads/none", { sha: bed.head });
      const nowhere = await bed.call("PATCH /git/refs/heads/main", { sha: MISSING });

      expect(absent).toMatchObject({ status: 422, body: { message: "Reference does not exist" } });
      expect(nowhere).toMatchObject({ status: 422, body: { message: "Object does not exist" } });
    });
  });

  it("answers 409 while a repository has no commit", async () => {
    await bed.github.createRepository("acme/empty");
    const response = await fetch(`${bed.github.url}/repos/acme/empty/git/trees`, {
      method: "POST",
      body: JSON.stringify({ tree: [] }),
      headers: { authorization: "Bearer bot-token" },
    });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ message: "Git Repository is empty." });
  });

  it("writes a thousand files in one call, and a repository that git finds no fault with", async () => {
    const tree = Array.from({ length: 1000 }, (_, n) => ({
      path: `envs/e${n % 10}/app-${n}/manifest.yaml`,
      mode: "100644",
      type: "blob",
      content: `replicas: ${n}\n`,
    }));
    const made = await bed.call<Hashed>("POST /git/trees", { base_tree: bed.head, tree });
    const commit = await bed.call<Hashed>("POST /git/commits", {
      message: "many",
      tree: made.body.sha,
      parents: [bed.head],
    });
    await bed.call("PATCH /git/refs/heads/main", { sha: commit.body.sha });

    expect((await bed.git("ls-tree", "-r", "--name-only", "main")).split("\n")).toHaveLength(1003);
    expect(await bed.git("fsck", "--strict", "--no-dangling")).toBe("");
  });
});
