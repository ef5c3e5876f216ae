import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { mintToken } from "../apps/test-bed.ts";
import { openTestBed, type TestBed } from "../test-bed.ts";
import { askGraphQL, type GraphQLAnswer } from "./test-bed.ts";

describe("GraphQL", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed({ now: () => new Date("2026-01-02T03:04:05Z"), requestsPerHour: 20 });
  });
  afterEach(async () => {
    await bed.close();
  });

  const ask = (query: string, variables?: object, token?: string): Promise<GraphQLAnswer> =>
    askGraphQL(bed.github, query, { variables, token });
  const inRepository = (selection: string): string => `{ repository(owner: "acme", name: "shop") { ${selection} } }`;

  it("answers in the shape that was asked for, at the addresses of github.com and of an own server", async () => {
    const query = JSON.stringify({ query: "{ me: viewer { login } }" });
    for (const path of ["/graphql", "/api/graphql"]) {
      const headers = { authorization: "Bearer ada-token" };
      const response = await fetch(`${bed.github.url}${path}`, { method: "POST", headers, body: query });
      expect(await response.json()).toEqual({ data: { me: { login: "ada" } } });
      expect(response.headers.get("x-ratelimit-resource")).toBe("graphql");
    }
  });

  it("asks for a token, and for a document", async () => {
    const post = async (body: object, headers: Record<string, string> = {}): Promise<readonly unknown[]> => {
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      const response = await fetch(`${bed.github.url}/graphql`, init);
      return [response.status, ((await response.json()) as { readonly message: string }).message];
    };
    const query = { query: "{ viewer { login } }" };
    expect(await post(query)).toEqual([401, "This endpoint requires you to be authenticated."]);
    expect(await post(query, { authorization: "bearer wrong" })).toEqual([401, "Bad credentials"]);
    const [status, message] = await post({}, { authorization: "bearer ada-token" });
    expect([status, message]).toEqual([400, "A query attribute must be specified and must be a string."]);
  });

  it("answers an error in one field with 200, and the others all the same", async () => {
    const { status, body } = await ask('{ viewer { login } repository(owner: "acme", name: "gone") { id } }');
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { viewer: { login: "bot" }, repository: null },
      errors: [
        {
          type: "NOT_FOUND",
          path: ["repository"],
          locations: [{ line: 1, column: 20 }],
          message: "Could not resolve to a Repository with the name 'acme/gone'.",
        },
      ],
    });
  });

  it.each([
    ["a syntax error", "{ viewer { login ", /Syntax Error/],
    ["a field that the schema does not have", "{ viewer { shoeSize } }", /shoeSize/],
    ["a missing variable", "query ($id: ID!) { node(id: $id) { id } }", /\$id/],
  ])("answers %s with 200 and an error", async (_case, query, message) => {
    const { status, body } = await ask(query);
    expect([status, body.data]).toEqual([200, undefined]);
    expect(body.errors?.[0]?.message).toMatch(message);
  });

  it("has a rate limit of its own, and answers a spent one with 200", async () => {
    const figures = await ask("{ rateLimit { cost limit remaining used resetAt } }");
    const resetAt = "2026-01-02T04:04:05Z";
    expect(figures.body.data).toEqual({ rateLimit: { cost: 1, limit: 20, remaining: 19, used: 1, resetAt } });
    for (let used = 1; used < 20; used += 1) await ask("{ viewer { login } }");

    const { status, body } = await ask("{ viewer { login } }");
    expect([status, body.errors?.[0]?.type]).toEqual([200, "RATE_LIMITED"]);
    expect((await bed.call("GET ")).status).toBe(200);
  });

  it("wants the size of each page, and no more than 100 of anything", async () => {
    const unbounded = await ask(inRepository('refs(refPrefix: "refs/heads/") { totalCount }'));
    const excessive = await ask(inRepository("pullRequests(first: 101) { totalCount }"));
    expect(unbounded.body.errors).toMatchObject([
      { type: "MISSING_PAGINATION_BOUNDARIES", path: ["repository", "refs"] },
    ]);
    expect(excessive.body.errors).toMatchObject([
      { message: "Requesting 101 records on the `pullRequests` connection exceeds the `first` limit of 100 records." },
    ]);
  });

  it("tells the log of calls what was asked, so that reads and writes can be counted", async () => {
    await ask("query Who { me: viewer { login } rateLimit { cost } }");
    await ask('mutation { updateRefs(input: { repositoryId: "R", refUpdates: [] }) { clientMutationId } }');
    await ask("{ viewer");

    expect(bed.github.calls.map(({ route, graphql }) => ({ route, graphql }))).toEqual([
      { route: "POST /graphql", graphql: { type: "query", name: "Who", fields: ["viewer", "rateLimit"] } },
      { route: "POST /graphql", graphql: { type: "mutation", name: undefined, fields: ["updateRefs"] } },
      { route: "POST /graphql", graphql: undefined },
    ]);
  });

  it("plays a fault on the operation that it names, and on no other", async () => {
    bed.github.faults.add({ fault: "bad-gateway", when: "before", operation: "rateLimit" });
    expect((await ask("{ viewer { login } }")).status).toBe(200);
    expect((await ask("{ rateLimit { cost } }")).status).toBe(502);
    expect((await ask("{ rateLimit { cost } }")).status).toBe(200);
  });

  it("holds an installation to its permissions", async () => {
    bed.github.addAccount({ login: "ci[bot]", token: "ci-token", permissions: { contents: "read" } });
    const status = "defaultBranchRef { target { ... on Commit { oid status { state } } } }";
    const { body } = await ask(inRepository(`${status} pullRequests(first: 1) { totalCount }`), {}, "ci-token");

    expect(body.errors?.map(({ type, path }) => `${type ?? ""} ${path?.join(".") ?? ""}`)).toEqual([
      "FORBIDDEN repository.defaultBranchRef.target.status",
      "FORBIDDEN repository.pullRequests",
    ]);
    expect(body.errors?.[0]?.message).toBe("Resource not accessible by integration");
  });

  it("does not show an installation what lies outside of it", async () => {
    await bed.github.createRepository("acme/other");
    const app = bed.github.addApp({ slug: "gitops", permissions: { contents: "write" }, installedOn: ["acme/shop"] });
    const { id } = (await ask('{ repository(owner: "acme", name: "other") { id } }')).body.data?.["repository"] as {
      readonly id: string;
    };
    const token = await mintToken(bed.github, app);
    const other = await ask('{ repository(owner: "acme", name: "other") { id } }', {}, token);
    const byId = await ask("query ($id: ID!) { node(id: $id) { id } }", { id }, token);
    const own = await ask(inRepository("nameWithOwner"), {}, token);

    expect([other, byId].map(({ body }) => body.errors?.[0]?.type)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(own.body.data).toEqual({ repository: { nameWithOwner: "acme/shop" } });
  });
});
