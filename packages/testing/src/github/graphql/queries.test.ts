import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Hashed, type TestBed } from "../test-bed.ts";
import { askGraphQL, type GraphQLAnswer } from "./test-bed.ts";

interface PullRequest {
  readonly number: number;
  readonly node_id: string;
}

describe("GraphQL queries", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed({ now: () => new Date("2026-01-02T03:04:05Z") });
  });
  afterEach(async () => {
    await bed.close();
  });

  const ask = (query: string, variables?: object): Promise<GraphQLAnswer> =>
    askGraphQL(bed.github, query, { variables });

  async function inRepository(selection: string): Promise<unknown> {
    const { body } = await ask(`{ repository(owner: "acme", name: "shop") { ${selection} } }`);
    expect(body.errors).toBeUndefined();
    return body.data?.["repository"];
  }

  async function openPull(branch: string, fields: object = {}): Promise<PullRequest> {
    const body = { title: `Change ${branch}`, head: branch, base: "main", ...fields };
    return (await bed.call<PullRequest>("POST /pulls", body)).body;
  }

  it("show a repository and its references, with names below the prefix", async () => {
    const feature = await bed.branch("envs/dev", { "a.txt": "a\n" });
    const selection = `nameWithOwner owner { login } defaultBranchRef { name prefix target { oid } }
      ref(qualifiedName: "refs/heads/envs/dev") { name target { oid __typename } }
      missing: ref(qualifiedName: "refs/heads/none") { id }
      refs(refPrefix: "refs/heads/", first: 10) { totalCount nodes { name } }
      below: refs(refPrefix: "refs/heads/envs/", first: 1) { nodes { name prefix } }`;

    expect(await inRepository(selection)).toEqual({
      nameWithOwner: "acme/shop",
      owner: { login: "acme" },
      defaultBranchRef: { name: "main", prefix: "refs/heads/", target: { oid: bed.head } },
      ref: { name: "envs/dev", target: { oid: feature, __typename: "Commit" } },
      missing: null,
      refs: { totalCount: 2, nodes: [{ name: "envs/dev" }, { name: "main" }] },
      below: { nodes: [{ name: "dev", prefix: "refs/heads/envs/" }] },
    });
  });

  it("page through a list by its cursors", async () => {
    for (const name of ["a", "b"]) await bed.branch(name, { [name]: name });
    const page = async (after: string | null): Promise<unknown> => {
      const query = `query ($after: String) { repository(owner: "acme", name: "shop") {
        refs(refPrefix: "refs/heads/", first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } }`;
      return (await ask(query, { after })).body.data;
    };
    const first = (await page(null)) as { repository: { refs: { pageInfo: { endCursor: string } } } };
    const { endCursor } = first.repository.refs.pageInfo;

    expect(first).toMatchObject({
      repository: { refs: { nodes: [{ name: "a" }, { name: "b" }], pageInfo: { hasNextPage: true } } },
    });
    expect(await page(endCursor)).toMatchObject({
      repository: { refs: { nodes: [{ name: "main" }], pageInfo: { hasNextPage: false } } },
    });
  });

  it("find objects of Git by id and by expression", async () => {
    const tree = await bed.git("rev-parse", "main^{tree}");
    const selection = `commit: object(oid: "${bed.head}") { __typename oid ... on Commit { message tree { oid } parents(first: 1) { totalCount } } }
      folder: object(expression: "main:deploy") { ... on Tree { entries { name path mode type object { ... on Blob { text } } } } }
      file: object(expression: "main:README.md") { ... on Blob { text byteSize isBinary isTruncated } }
      none: object(expression: "main:none") { id }
      unknown: object(oid: "${"0".repeat(40)}") { id }`;

    expect(await inRepository(selection)).toEqual({
      commit: {
        __typename: "Commit",
        oid: bed.head,
        message: "Initial commit",
        tree: { oid: tree },
        parents: { totalCount: 0 },
      },
      folder: {
        entries: [
          {
            name: "cart.yaml",
            path: "deploy/cart.yaml",
            mode: 33188,
            type: "blob",
            object: { text: "image: cart:1\n" },
          },
          { name: "front.yaml", path: "deploy/front.yaml", mode: 33188, type: "blob", object: { text: "a\n" } },
        ],
      },
      file: { text: "# Shop\n", byteSize: 7, isBinary: false, isTruncated: false },
      none: null,
      unknown: null,
    });
  });

  it("show the history of a path, and a file of a commit", async () => {
    const changed = await bed.branch("main", { "deploy/cart.yaml": "image: cart:2\n" });
    await bed.branch("main", { "README.md": "# The shop\n" }, changed);
    const selection = `object(expression: "main") { ... on Commit {
      history(first: 10, path: "deploy") { nodes { oid } } file(path: "deploy/cart.yaml") { type oid object { ... on Blob { text } } } } }`;

    expect(await inRepository(selection)).toMatchObject({
      object: {
        history: { nodes: [{ oid: changed }, { oid: bed.head }] },
        file: { type: "blob", object: { text: "image: cart:2\n" } },
      },
    });
  });

  it("show the newest status of each context of many commits in one call", async () => {
    const other = await bed.branch("other", { "a.txt": "a\n" });
    const status = `POST /statuses/${bed.head}`;
    await bed.call(status, { state: "pending", context: "gitops/dev", description: "Applying" });
    await bed.call(status, { state: "success", context: "gitops/dev", target_url: "https://example.com/" }, "ada");
    await bed.call(status, { state: "error", context: "gitops/prod" });
    const ids = await Promise.all(
      [bed.head, other].map(async (sha) => (await bed.call<{ node_id: string }>(`GET /commits/${sha}`)).body.node_id),
    );
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Commit { oid
      status { state context(name: "gitops/dev") { state } contexts { context state description targetUrl createdAt creator { login } } }
      statusCheckRollup { state contexts(first: 5) { nodes { __typename ... on StatusContext { context } } } } } } }`;

    expect((await ask(query, { ids })).body).toEqual({
      data: {
        nodes: [
          {
            oid: bed.head,
            status: {
              state: "FAILURE",
              context: { state: "SUCCESS" },
              contexts: [
                {
                  context: "gitops/dev",
                  state: "SUCCESS",
                  description: null,
                  targetUrl: "https://example.com/",
                  createdAt: "2026-01-02T03:04:05Z",
                  creator: { login: "ada" },
                },
                expect.objectContaining({ context: "gitops/prod", state: "ERROR", creator: { login: "bot" } }),
              ],
            },
            statusCheckRollup: {
              state: "FAILURE",
              contexts: {
                nodes: [
                  { __typename: "StatusContext", context: "gitops/dev" },
                  { __typename: "StatusContext", context: "gitops/prod" },
                ],
              },
            },
          },
          { oid: other, status: null, statusCheckRollup: null },
        ],
      },
    });
  });

  it("show a pull request by number, by node id and in a list", async () => {
    const head = await bed.branch("proposal", { "deploy/cart.yaml": "image: cart:2\n" });
    const { number, node_id: id } = await openPull("proposal", { draft: true, body: "Why not." });
    await bed.call(`POST /pulls/${number}/reviews`, { event: "APPROVE" }, "ada");
    const fields = `number state isDraft title body headRefName headRefOid baseRefName mergeable merged mergedAt closed
      mergeCommit { oid } author { login } headRepository { nameWithOwner }
      reviews(first: 5) { nodes { author { login } state commit { oid } } }`;
    const expected = {
      number,
      state: "OPEN",
      isDraft: true,
      title: "Change proposal",
      body: "Why not.",
      headRefName: "proposal",
      headRefOid: head,
      baseRefName: "main",
      mergeable: "MERGEABLE",
      merged: false,
      mergedAt: null,
      closed: false,
      mergeCommit: null,
      author: { login: "bot" },
      headRepository: { nameWithOwner: "acme/shop" },
      reviews: { nodes: [{ author: { login: "ada" }, state: "APPROVED", commit: { oid: head } }] },
    };

    expect(await inRepository(`pullRequest(number: ${number}) { ${fields} }`)).toEqual({ pullRequest: expected });
    const list = `pullRequests(states: OPEN, headRefName: "proposal", baseRefName: "main", first: 1) { nodes { ${fields} } }`;
    expect(await inRepository(list)).toEqual({ pullRequests: { nodes: [expected] } });
    const byId = await ask(`query ($id: ID!) { node(id: $id) { ... on PullRequest { ${fields} } } }`, { id });
    expect(byId.body.data).toEqual({ node: expected });
  });

  it("tell merged from closed pull requests, and list them in an order", async () => {
    for (const branch of ["a", "b", "c"]) {
      await bed.branch(branch, { [branch]: branch });
      await openPull(branch);
    }
    const merge = await bed.call<Hashed>("PUT /pulls/1/merge");
    await bed.call("PATCH /pulls/2", { state: "closed" });
    const order = "orderBy: { field: CREATED_AT, direction: DESC }";

    expect(
      await inRepository(`pullRequests(first: 5, ${order}) { nodes { number state mergeCommit { oid } } }`),
    ).toEqual({
      pullRequests: {
        nodes: [
          { number: 3, state: "OPEN", mergeCommit: null },
          { number: 2, state: "CLOSED", mergeCommit: null },
          { number: 1, state: "MERGED", mergeCommit: { oid: merge.body.sha } },
        ],
      },
    });
    expect(await inRepository("pullRequests(first: 5, states: [MERGED, CLOSED]) { totalCount }")).toEqual({
      pullRequests: { totalCount: 2 },
    });
  });

  it("answer an unknown number or id with null and an error of its place", async () => {
    const pull = await ask('{ repository(owner: "acme", name: "shop") { pullRequest(number: 7) { id } } }');
    const nodes = await ask('{ nodes(ids: ["nonsense"]) { id } }');

    expect(pull.body.errors).toMatchObject([
      {
        type: "NOT_FOUND",
        path: ["repository", "pullRequest"],
        message: "Could not resolve to a PullRequest with the number of 7.",
      },
    ]);
    expect(nodes.body).toMatchObject({
      data: { nodes: [null] },
      errors: [{ path: ["nodes", 0], message: "Could not resolve to a node with the global id of 'nonsense'" }],
    });
  });
});
