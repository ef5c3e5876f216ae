import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { askGraphQL } from "../../graphql/test-bed.ts";
import { openTestBed, type Answer, type Problem, type TestBed } from "../../test-bed.ts";

const ACTIONS = "github-actions[bot]";
const OTHER = "other[bot]";

interface CheckRun extends Problem {
  readonly id: number;
  readonly name: string;
  readonly conclusion: string | null;
  readonly app: { readonly slug: string };
}

interface Listed {
  readonly total_count: number;
  readonly check_runs: readonly CheckRun[];
}

describe("check runs", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed({ now: () => new Date("2026-01-02T03:04:05Z") });
    for (const login of [ACTIONS, OTHER]) {
      bed.github.addAccount({ login, token: `${login}-token`, permissions: { checks: "write", contents: "read" } });
    }
  });
  afterEach(async () => {
    await bed.close();
  });

  const create = (fields: object = {}, login = ACTIONS): Promise<Answer<CheckRun>> =>
    bed.call<CheckRun>("POST /check-runs", { name: "render", head_sha: bed.head, ...fields }, login);
  const update = (id: number, fields: object, login = ACTIONS): Promise<Answer<CheckRun>> =>
    bed.call<CheckRun>(`PATCH /check-runs/${id}`, fields, login);
  const list = async (query = ""): Promise<readonly string[]> => {
    const { body } = await bed.call<Listed>(`GET /commits/main/check-runs${query}`);
    return body.check_runs.map(({ name, app, conclusion }) => `${name} of ${app.slug}: ${conclusion ?? "none"}`);
  };

  it("begin queued, go on, and end with a conclusion", async () => {
    const { status, body } = await create({ output: { title: "Rendering", summary: "3 apps" } });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ status: "queued", conclusion: null, completed_at: null, head_sha: bed.head }),
    ]);
    expect((await update(body.id, { status: "in_progress" })).body).toMatchObject({ status: "in_progress" });
    expect((await update(body.id, { conclusion: "success" })).body).toMatchObject({
      status: "completed",
      conclusion: "success",
      completed_at: "2026-01-02T03:04:05Z",
      output: { title: "Rendering", summary: "3 apps", text: null },
    });
    expect((await update(body.id, { status: "queued" })).body).toMatchObject({ conclusion: null, completed_at: null });
  });

  it("are listed for a commit, the latest of each name of each App", async () => {
    await create({ conclusion: "failure" });
    await create({ conclusion: "success" });
    await create({ conclusion: "neutral" }, OTHER);
    await create({ name: "lint" });

    expect(await list()).toEqual([
      "lint of github-actions: none",
      "render of other: neutral",
      "render of github-actions: success",
    ]);
    expect(await list("?check_name=render&filter=all")).toHaveLength(3);
    expect(await list("?status=queued")).toEqual(["lint of github-actions: none"]);
    expect((await bed.call("GET /commits/none/check-runs")).status).toBe(422);
  });

  it("are written by Apps alone, and changed by the one that made them", async () => {
    const asUser = await create({}, "ada");
    const { body } = await create();
    const byAnother = await update(body.id, { conclusion: "success" }, OTHER);

    expect([asUser.status, asUser.body.message]).toEqual([403, "You must authenticate via a GitHub App."]);
    expect(byAnother.status).toBe(403);
    expect(byAnother.body.message).toMatch(/can only be modified by the GitHub App that created it/);
  });

  it("need the permission for checks", async () => {
    bed.github.addAccount({ login: "app[bot]", token: "app[bot]-token", permissions: { statuses: "write" } });
    const { status, headers } = await create({}, "app[bot]");
    expect([status, headers.get("x-accepted-github-permissions")]).toEqual([403, "checks=write"]);
  });

  it.each([
    ["a commit that does not exist", { head_sha: "0".repeat(40) }, "No commit found for SHA"],
    ["an end without a conclusion", { status: "completed" }, "conclusion"],
    ["an unknown conclusion", { conclusion: "fine" }, "fine is not a member"],
    ["a summary of 65,536 characters", { output: { title: "t", summary: "x".repeat(65_536) } }, "65535 characters"],
  ])("refuse %s", async (_case, fields, message) => {
    const { status, body } = await create(fields);
    expect([status, body.message]).toEqual([422, expect.stringContaining(message)]);
  });

  it("make a pull request unstable until they are green", async () => {
    const head = await bed.branch("proposal", { "a.txt": "a\n" });
    await bed.call("POST /pulls", { title: "Add a", head: "proposal", base: "main" });
    const { body } = await create({ head_sha: head });
    const state = async (): Promise<unknown> =>
      (await bed.call<{ readonly mergeable_state: string }>("GET /pulls/1")).body.mergeable_state;

    expect(await state()).toBe("unstable");
    await update(body.id, { conclusion: "skipped" });
    expect(await state()).toBe("clean");
  });

  it("are rolled up with the statuses in GraphQL", async () => {
    await create({ conclusion: "timed_out" });
    await bed.call(`POST /statuses/${bed.head}`, { state: "success", context: "gitops/dev" });
    const query = `{ repository(owner: "acme", name: "shop") { object(expression: "main") { ... on Commit { statusCheckRollup {
      state contexts(first: 5) { nodes { __typename
        ... on CheckRun { name status conclusion checkSuite { app { slug } } } ... on StatusContext { context } } } } } } } }`;

    expect((await askGraphQL(bed.github, query)).body.data).toMatchObject({
      repository: {
        object: {
          statusCheckRollup: {
            state: "FAILURE",
            contexts: {
              nodes: [
                {
                  __typename: "CheckRun",
                  name: "render",
                  status: "COMPLETED",
                  conclusion: "TIMED_OUT",
                  checkSuite: { app: { slug: "github-actions" } },
                },
                { __typename: "StatusContext", context: "gitops/dev" },
              ],
            },
          },
        },
      },
    });
  });

  it("tell webhooks of their beginning and their end", async () => {
    const server = await listen();
    const { port } = server.address() as AddressInfo;
    bed.github.addWebhook("acme/shop", { url: `http://127.0.0.1:${port}`, secret: "s", events: ["check_run"] });
    const { body } = await create();
    await update(body.id, { status: "in_progress" });
    await update(body.id, { conclusion: "success" });
    await bed.github.idle();
    server.close();

    expect(bed.github.deliveries.map(({ event, payload }) => [event, payload["action"]]).sort()).toEqual([
      ["check_run", "completed"],
      ["check_run", "created"],
    ]);
  });
});

async function listen(): Promise<Server> {
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
