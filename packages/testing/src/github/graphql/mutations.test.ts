import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { mintToken } from "../apps/test-bed.ts";
import { openTestBed, type TestBed } from "../test-bed.ts";
import { askGraphQL, type GraphQLAnswer } from "./test-bed.ts";

const NOTHING = "0".repeat(40);

let bed: TestBed;

beforeEach(async () => {
  bed = await openTestBed();
});
afterEach(async () => {
  await bed.close();
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("createCommitOnBranch", () => {
  const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { clientMutationId commit { oid url signature { isValid wasSignedByGitHub } } ref { name target { oid } } } }`;

  function commit(changes: object = {}, token?: string): Promise<GraphQLAnswer> {
    const input = {
      branch: { repositoryNameWithOwner: "acme/shop", branchName: "main" },
      message: { headline: "Promote cart", body: "To dev." },
      fileChanges: {
        additions: [{ path: "deploy/cart.yaml", contents: base64("image: cart:2\n") }],
        deletions: [{ path: "README.md" }],
      },
      expectedHeadOid: bed.head,
      ...changes,
    };
    return askGraphQL(bed.github, MUTATION, { variables: { input }, token });
  }

  const oidOf = ({ body }: GraphQLAnswer): string =>
    (body.data?.["createCommitOnBranch"] as { readonly commit: { readonly oid: string } }).commit.oid;

  it("appends a commit that is Git's, by the account and signed by GitHub", async () => {
    const answer = await commit({ clientMutationId: "m1" });
    const oid = oidOf(answer);
    const rest = await bed.call(`GET /git/commits/${oid}`);

    expect(answer.body).toEqual({
      data: {
        createCommitOnBranch: {
          clientMutationId: "m1",
          commit: {
            oid,
            url: `${bed.github.webUrl}/acme/shop/commit/${oid}`,
            signature: { isValid: true, wasSignedByGitHub: true },
          },
          ref: { name: "main", target: { oid } },
        },
      },
    });
    expect(await bed.git("show", "--format=%an|%cn <%ce>|%s|%b|%P", "--name-status", "main")).toBe(
      `bot|GitHub <noreply@github.com>|Promote cart|To dev.|${bed.head}\n\nD\tREADME.md\nM\tdeploy/cart.yaml`,
    );
    expect(rest.body).toMatchObject({ verification: { verified: true, reason: "valid" } });
    expect(await bed.git("fsck", "--strict")).toBe("");
  });

  it("is refused when the branch has moved, and changes nothing", async () => {
    const stale = "1".repeat(40);
    const { status, body } = await commit({ expectedHeadOid: stale });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { createCommitOnBranch: null },
      errors: [
        {
          type: "STALE_DATA",
          path: ["createCommitOnBranch"],
          message: `Expected branch to point to "${stale}" but it did not.  Pull and try again.`,
        },
      ],
    });
    expect(await bed.git("rev-parse", "main")).toBe(bed.head);
  });

  it("lets one of two that saw the same head through", async () => {
    const answers = await Promise.all([commit(), commit({ message: { headline: "Another" } })]);

    expect(answers.map(({ body }) => body.errors?.[0]?.type ?? "committed").sort()).toEqual([
      "STALE_DATA",
      "committed",
    ]);
  });

  it("has the consequences of a push", async () => {
    const { url } = bed.github;
    bed.github.addWebhook("acme/shop", { url, secret: "s", events: ["push", "pull_request"] });
    const head = await bed.branch("proposal", { "a.txt": "a\n" });
    await bed.call("POST /pulls", { title: "Add a", head: "proposal", base: "main" });
    const branch = (await bed.call<{ readonly node_id: string }>("GET /git/ref/heads/proposal")).body.node_id;
    const oid = oidOf(await commit({ branch: { id: branch }, expectedHeadOid: head }));

    expect((await bed.call("GET /pulls/1")).body).toMatchObject({ head: { sha: oid }, commits: 2 });
    await bed.github.idle();
    const events = bed.github.deliveries.map(({ event, payload }) => ({ event, ...payload }));
    expect(events).toContainEqual(
      expect.objectContaining({ event: "push", ref: "refs/heads/proposal", before: head, after: oid }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ event: "pull_request", action: "synchronize", before: head, after: oid }),
    );
  });

  it("keeps the mode of a program", async () => {
    const entry = { path: "run.sh", mode: "100755", type: "blob", content: "#!/bin/sh\n" };
    const { body: tree } = await bed.call<{ sha: string }>("POST /git/trees", { base_tree: bed.head, tree: [entry] });
    const parent = await bed.call<{ sha: string }>("POST /git/commits", {
      message: "Run",
      tree: tree.sha,
      parents: [bed.head],
    });
    await bed.call("PATCH /git/refs/heads/main", { sha: parent.body.sha });
    const additions = [{ path: "run.sh", contents: base64("#!/bin/bash\n") }];
    await commit({ expectedHeadOid: parent.body.sha, fileChanges: { additions } });

    expect(await bed.git("ls-tree", "main", "run.sh")).toMatch(/^100755 /);
  });

  it.each([
    [
      "a branch that does not exist",
      { branch: { repositoryNameWithOwner: "acme/shop", branchName: "no" } },
      "NOT_FOUND",
    ],
    [
      "a repository that does not exist",
      { branch: { repositoryNameWithOwner: "a/b", branchName: "main" } },
      "NOT_FOUND",
    ],
    ["a missing file to delete", { fileChanges: { deletions: [{ path: "none" }] } }, "NOT_FOUND"],
    ["contents without padding", { fileChanges: { additions: [{ path: "a", contents: "YQ" }] } }, "UNPROCESSABLE"],
    [
      "a path twice",
      { fileChanges: { additions: [{ path: "README.md", contents: "" }], deletions: [{ path: "README.md" }] } },
      "UNPROCESSABLE",
    ],
  ])("refuses %s", async (_case, changes, type) => {
    expect((await commit(changes)).body.errors).toMatchObject([{ type, path: ["createCommitOnBranch"] }]);
    expect(await bed.git("rev-parse", "main")).toBe(bed.head);
  });

  it("is refused to readers, to installations without the permission, and in an archive", async () => {
    bed.github.addAccount({ login: "reader", token: "reader-token", permission: "read" });
    const app = bed.github.addApp({ slug: "app", permissions: { contents: "read" }, installedOn: ["acme"] });
    const asReader = await commit({}, "reader-token");
    const asApp = await commit({}, await mintToken(bed.github, app));
    bed.github.configureRepository("acme/shop", { archived: true });

    for (const { body } of [asReader, asApp, await commit()]) expect(body.errors?.[0]?.type).toBe("FORBIDDEN");
  });

  it("can be hidden from readers for a while, and can lose its answer", async () => {
    const head = 'query { repository(owner: "acme", name: "shop") { defaultBranchRef { target { oid } } } }';
    bed.github.faults.add({ fault: "read-lag", milliseconds: 60_000, operation: "createCommitOnBranch" });
    bed.github.faults.add({ fault: "bad-gateway", when: "after", operation: "createCommitOnBranch" });

    expect((await commit()).status).toBe(502);
    expect(await bed.git("rev-parse", "main")).not.toBe(bed.head);
    expect((await askGraphQL(bed.github, head)).body.data).toEqual({
      repository: { defaultBranchRef: { target: { oid: bed.head } } },
    });
  });
});

describe("updateRefs", () => {
  const MUTATION = "mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }";

  async function update(...refUpdates: readonly object[]): Promise<GraphQLAnswer["body"]> {
    const { body } = await bed.call<{ readonly node_id: string }>("GET ");
    const input = { repositoryId: body.node_id, clientMutationId: "m2", refUpdates };
    return (await askGraphQL(bed.github, MUTATION, { variables: { input } })).body;
  }

  const refs = async (): Promise<string> =>
    bed.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads");

  it("creates, moves and deletes several references at once", async () => {
    const old = await bed.branch("old", { "a.txt": "a\n" });
    const answer = await update(
      { name: "refs/heads/new", beforeOid: NOTHING, afterOid: bed.head },
      { name: "refs/heads/main", beforeOid: bed.head, afterOid: old },
      { name: "refs/heads/old", beforeOid: old, afterOid: NOTHING },
    );

    expect(answer).toEqual({ data: { updateRefs: { clientMutationId: "m2" } } });
    expect(await refs()).toBe(`main ${old}\nnew ${bed.head}`);
  });

  it("changes nothing when one reference is not where it was seen", async () => {
    const other = await bed.branch("other", { "a.txt": "a\n" });
    const before = await refs();
    const answer = await update(
      { name: "refs/heads/main", beforeOid: bed.head, afterOid: other },
      { name: "refs/heads/other", beforeOid: bed.head, afterOid: bed.head, force: true },
    );

    expect(answer).toMatchObject({
      data: { updateRefs: null },
      errors: [{ type: "STALE_DATA", path: ["updateRefs"] }],
    });
    expect(await refs()).toBe(before);
  });

  it.each([
    ["one that must not exist", { beforeOid: NOTHING, afterOid: "head" }, "STALE_DATA"],
    ["a move backwards without force", { afterOid: "head" }, "UNPROCESSABLE"],
    ["an object that does not exist", { afterOid: "1".repeat(40), force: true }, "UNPROCESSABLE"],
  ])("refuses %s", async (_case, { afterOid, ...rest }, type) => {
    await bed.branch("ahead", { "a.txt": "a\n" });
    const to = afterOid === "head" ? bed.head : afterOid;

    expect((await update({ name: "refs/heads/ahead", ...rest, afterOid: to })).errors).toMatchObject([{ type }]);
  });

  it("moves backwards by force, and closes the pull request of a deleted branch", async () => {
    await bed.branch("ahead", { "a.txt": "a\n" });
    await bed.call("POST /pulls", { title: "Add a", head: "ahead", base: "main" });
    await update({ name: "refs/heads/ahead", afterOid: bed.head, force: true });
    expect((await bed.call("GET /pulls/1")).body).toMatchObject({ state: "open", head: { sha: bed.head } });

    await update({ name: "refs/heads/ahead", afterOid: NOTHING });
    expect((await bed.call("GET /pulls/1")).body).toMatchObject({ state: "closed" });
  });
});

describe("a commit by REST", () => {
  it("is signed by GitHub when an installation leaves author and committer to it", async () => {
    const app = bed.github.addApp({ slug: "app", permissions: { contents: "write" }, installedOn: ["acme"] });
    const token = await mintToken(bed.github, app);
    const tree = await bed.git("rev-parse", "main^{tree}");
    const verified = async (body: object, authorization: string): Promise<unknown> => {
      const response = await fetch(`${bed.github.url}/repos/acme/shop/git/commits`, {
        method: "POST",
        headers: { authorization: `Bearer ${authorization}` },
        body: JSON.stringify({ message: "m", tree, parents: [bed.head], ...body }),
      });
      return ((await response.json()) as { readonly verification: { readonly verified: boolean } }).verification
        .verified;
    };

    expect(await verified({}, token)).toBe(true);
    expect(await verified({ message: "n", author: { name: "Ada", email: "ada@example.com" } }, token)).toBe(false);
    expect(await verified({ message: "o" }, "bot-token")).toBe(false);
  });
});
