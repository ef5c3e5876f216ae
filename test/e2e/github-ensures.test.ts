import {
  callGitHub,
  createGitHubClient,
  ensureComment,
  ensureCommitStatus,
  ensureDispatch,
  ensureWorkflowDispatch,
  type Comment,
  type GitHubClient,
  type WorkflowDispatch,
} from "@gitops/github-reporter";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";

const LOGIN = "acme-gitops[bot]";
const creators = [LOGIN];
// A read right after a write, so that tests of a lost answer need not wait for seconds.
const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };

let github: EmbeddedGitHub;
let client: GitHubClient;
let sha: string;

beforeEach(async () => {
  github = await startGitHub({
    accounts: [
      { login: LOGIN, token: "bot-token" },
      { login: "ada", token: "ada-token" },
    ],
  });
  sha = (await github.createRepository("acme/shop", { files: { "README.md": "shop\n" } })).head!;
  client = clientOf("bot-token");
});
afterEach(() => closeGitHub(github));

const clientOf = (token: string, baseUrl = github.url): GitHubClient =>
  createGitHubClient({ auth: { token }, baseUrl, retryUnitMs: 1, limits: "none" });
const callsOf = (route: string): number => github.calls.filter((call) => call.route === route).length;

describe("ensureComment", () => {
  const CREATE = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const UPDATE = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
  const SHOP = { owner: "acme", repo: "shop" };
  let comment: Comment = { repository: "acme/shop", number: 1, name: "gitops", key: "dev/cart", body: "Healthy" };
  const marker = "<!-- gitops:dev/cart -->";

  beforeEach(async () => {
    const branch = { ...SHOP, branch: "topic", path: "a", message: "a", content: "YQ==" };
    await client.request("POST /repos/{owner}/{repo}/git/refs", { ...SHOP, ref: "refs/heads/topic", sha });
    await client.request("PUT /repos/{owner}/{repo}/contents/{path}", branch);
    const { data } = await client.request("POST /repos/{owner}/{repo}/pulls", {
      ...SHOP,
      title: "Topic",
      head: "topic",
      base: "main",
    });
    comment = { ...comment, number: data.number };
  });

  const bodies = async (): Promise<readonly string[]> => {
    const parameters = { ...SHOP, issue_number: comment.number, per_page: 100 };
    const { data } = await client.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters);
    return data.map(({ body = "" }) => body);
  };

  it("writes once, changes what differs, and leaves alone what is shown", async () => {
    const first = (await ensureComment(client, comment, { creators }))._unsafeUnwrap();
    expect(first.code).toBe("written");
    expect((await ensureComment(client, comment, { creators }))._unsafeUnwrap()).toEqual({ ...first, code: "equal" });
    const changed = await ensureComment(client, { ...comment, body: "Failed" }, { creators });
    expect(changed._unsafeUnwrap()).toEqual(first);
    expect(await bodies()).toEqual([`${marker}\nFailed`]);
    expect([callsOf(CREATE), callsOf(UPDATE)]).toEqual([1, 1]);
  });

  it("keeps comments of several keys apart", async () => {
    for (const key of ["dev/cart", "dev/cart/eu", "dev"])
      expect((await ensureComment(client, { ...comment, key }, { creators })).isOk()).toBe(true);
    expect(await bodies()).toHaveLength(3);
  });

  it("does not take over a marker that somebody else wrote, nor one that is quoted", async () => {
    const say = (by: GitHubClient, body: string): Promise<unknown> =>
      by.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...SHOP,
        issue_number: comment.number,
        body,
      });
    await say(clientOf("ada-token"), `${marker}\nHealthy`);
    await say(client, `Look: ${marker}`);
    expect((await ensureComment(client, comment, { creators }))._unsafeUnwrap().code).toBe("written");
    expect(await bodies()).toHaveLength(3);
  });

  it("finds its comment behind a hundred others, and the oldest of two", async () => {
    const say = (body: string): Promise<unknown> =>
      client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...SHOP,
        issue_number: comment.number,
        body,
      });
    for (let i = 0; i < 105; i++) await say(`Comment ${i}`);
    await say(`${marker}\nfirst`);
    await say(`${marker}\nsecond`);
    expect((await ensureComment(client, comment, { creators }))._unsafeUnwrap().code).toBe("written");
    expect(callsOf(UPDATE)).toBe(1);
    const changed = github.calls.find(({ route }) => route === UPDATE);
    const created = github.calls
      .filter(({ route }) => route === CREATE)
      .map((call) => call.responseBody as { id: number });
    expect(changed?.responseBody).toMatchObject({ id: created.at(-2)?.id });
  });

  it.each(["bad-gateway", "connection-reset"] as const)("never becomes two after %s", async (fault) => {
    github.faults.add({ fault, when: "after", route: CREATE });
    expect((await ensureComment(client, comment, { creators, clock }))._unsafeUnwrap().code).toBe("written");
    expect((await ensureComment(client, comment, { creators }))._unsafeUnwrap().code).toBe("equal");
    expect(await bodies()).toHaveLength(1);
  });

  it("shows the text of the last one where two create it at once", async () => {
    const other: typeof fetch = async (url, init) => {
      if (init?.method === "POST") {
        expect((await ensureComment(client, { ...comment, body: "Failed" }, { creators })).isOk()).toBe(true);
      }
      return fetch(url, init);
    };
    const late = createGitHubClient({ auth: { token: "bot-token" }, baseUrl: github.url, fetch: other });
    expect((await ensureComment(late, comment, { creators }))._unsafeUnwrap().code).toBe("written");
    expect((await ensureComment(client, comment, { creators }))._unsafeUnwrap().code).toBe("equal");
  });

  it("is not created again before GitHub lists it, but reported as unknown", async () => {
    github.faults.add({ fault: "bad-gateway", when: "before", route: CREATE });
    const error = (await ensureComment(client, comment, { creators, clock }))._unsafeUnwrapErr();
    expect(error.code).toBe("GITHUB_UNAVAILABLE");
    expect(callsOf(CREATE)).toBe(1);
  });

  it("is cut to what GitHub takes", async () => {
    const body = "a line of text\n".repeat(6_000);
    expect((await ensureComment(client, { ...comment, body }, { creators })).isOk()).toBe(true);
    expect((await ensureComment(client, { ...comment, body }, { creators }))._unsafeUnwrap().code).toBe("equal");
  });

  it("reports a login that is not declared", async () => {
    const error = (await ensureComment(client, comment, { creators: ["other[bot]"] }))._unsafeUnwrapErr();
    expect(error.code).toBe("IDENTITY_MISMATCH");
  });
});

describe("ensureWorkflowDispatch", () => {
  const START = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
  const dispatch = (changes: Partial<WorkflowDispatch> = {}): WorkflowDispatch => ({
    repository: "acme/shop",
    workflow: "tests.yml",
    ref: "main",
    id: "r-1-dev-tests",
    inputs: { environment: "dev" },
    ledger: { repository: "acme/shop", sha, context: "gitops/dispatch/dev/cart/tests" },
    ...changes,
  });
  const seen: unknown[] = [];

  beforeEach(() => {
    seen.length = 0;
    github.onWorkflowDispatch("acme/shop", ({ ref, inputs }) => void seen.push({ ref, inputs }), {
      file: "tests.yml",
      runName: ({ inputs }) => `Tests (${inputs["id"] ?? ""})`,
    });
  });

  it("starts the workflow once, and says which run that is", async () => {
    const sent = (await ensureWorkflowDispatch(client, dispatch(), { creators }))._unsafeUnwrap();
    await github.idle();
    expect(sent).toMatchObject({
      code: "sent",
      runUrl: expect.stringMatching(/\/acme\/shop\/actions\/runs\/\d+$/) as string,
    });
    const again = await ensureWorkflowDispatch(client, dispatch(), { creators });
    expect(again._unsafeUnwrap()).toEqual({ code: "already-sent" });
    expect(seen).toEqual([{ ref: "main", inputs: { environment: "dev", id: "r-1-dev-tests" } }]);
  });

  it("asks a GitHub Enterprise Server for no details, which it does not know", async () => {
    const server = clientOf("bot-token", `${github.url}/api/v3`);
    expect((await ensureWorkflowDispatch(server, dispatch(), { creators }))._unsafeUnwrap()).toEqual({ code: "sent" });
    expect(github.calls.find(({ route }) => route === START)?.requestBody).not.toHaveProperty("return_run_details");
  });

  it("finds the run of a lost answer by its title, and sends nothing again", async () => {
    github.faults.add({ fault: "connection-reset", when: "after", route: START });
    const options = { creators, ambiguityMs: 0 };
    const lost = (await ensureWorkflowDispatch(client, dispatch(), options))._unsafeUnwrap();
    expect(lost).toEqual({ code: "waiting", afterMs: 0 });
    await github.idle();
    expect((await ensureWorkflowDispatch(client, dispatch(), options))._unsafeUnwrap()).toEqual({ code: "found" });
    expect(callsOf(START)).toBe(1);
  });

  it("sends again what never arrived, or leaves it to a person", async () => {
    const options = { creators, ambiguityMs: 0 };
    github.faults.add({ fault: "connection-reset", when: "before", route: START });
    expect((await ensureWorkflowDispatch(client, dispatch(), options))._unsafeUnwrap().code).toBe("waiting");
    const held = await ensureWorkflowDispatch(client, dispatch(), { ...options, onAmbiguous: "hold" });
    expect(held._unsafeUnwrap().code).toBe("held");
    expect((await ensureWorkflowDispatch(client, dispatch(), options))._unsafeUnwrap().code).toBe("sent");
    expect(callsOf(START)).toBe(2);
  });

  it("shows on the ledger what GitHub refused, and begins again", async () => {
    const missing = dispatch({ ref: "missing" });
    expect((await ensureWorkflowDispatch(client, missing, { creators }))._unsafeUnwrapErr()).toMatchObject({
      status: 422,
    });
    expect((await ensureWorkflowDispatch(client, dispatch(), { creators }))._unsafeUnwrap().code).toBe("sent");
  });

  it.each([
    ["26 inputs", Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`input${i}`, "a"]))],
    ["inputs that are too long", { text: "a".repeat(66_000) }],
  ])("refuses %s, shows it on the ledger, and sends nothing", async (_case, inputs) => {
    const error = (await ensureWorkflowDispatch(client, dispatch({ inputs }), { creators }))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", refusal: "not-sent" });
    expect(github.calls.filter(({ method }) => method !== "GET")).toMatchObject([
      { requestBody: { state: "failure" } },
    ]);
  });
});

describe("what GitHub would refuse", () => {
  const status = {
    repository: "acme/shop",
    state: "success",
    text: "Done",
    at: "2026-03-02T10:15:00Z",
    id: "r-1",
  } as const;

  it("is not sent: a context of 256 characters", async () => {
    const error = await ensureCommitStatus(client, { ...status, sha, context: "a".repeat(256) }, { creators });
    expect(error._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_REQUEST_FAILED", refusal: "not-sent" });
    expect(github.calls).toEqual([]);
  });

  it("is changed: a description with characters of four bytes", async () => {
    const entry = { ...status, sha, context: "gitops/dev/cart", text: "Done 🐛" };
    expect((await ensureCommitStatus(client, entry, { creators }))._unsafeUnwrap().shown.text).toBe("Done \uFFFD");
  });

  it("is told apart: a commit of another repository, and a context that is full", async () => {
    const unknown = await callGitHub(client, "POST /repos/{owner}/{repo}/statuses/{sha}", {
      owner: "acme",
      repo: "shop",
      sha: "f".repeat(40),
      state: "success",
    });
    expect(unknown._unsafeUnwrapErr()).toMatchObject({ refusal: "unknown-commit" });
    const fill = (): Promise<unknown> =>
      client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
        owner: "acme",
        repo: "shop",
        sha,
        state: "pending",
      });
    for (let i = 0; i < 1000; i++) await fill();
    const error = await ensureCommitStatus(client, { ...status, sha, context: "default" }, { creators });
    expect(error._unsafeUnwrapErr()).toMatchObject({ status: 422, refusal: "status-limit" });
    expect(error._unsafeUnwrapErr().message).toContain("report on another commit");
  });

  it("is not sent: a dispatch that is too large", async () => {
    const targets = Array.from({ length: 2_000 }, (_, i) => ({ name: `cluster-${i}`, state: "success" as const }));
    const payload = {
      schema: 1 as const,
      id: "d-1",
      release: null,
      app: "cart",
      environment: "dev",
      result: "success" as const,
      source: null,
      manifests: { repository: "acme/shop", sha },
      targets,
      next: [],
    };
    const dispatched = ensureDispatch(
      client,
      { repository: "acme/shop", eventType: "gitops.deployed", payload },
      { creators },
    );
    expect((await dispatched)._unsafeUnwrapErr()).toMatchObject({ refusal: "not-sent" });
    expect(github.calls.filter(({ method }) => method !== "GET")).toMatchObject([
      { requestBody: { state: "failure" } },
    ]);
  });
});

describe("paths with special characters", () => {
  it.each(["release/1.0", "100%", "a#b&c"])("reach the branch %j", async (branch) => {
    const place = { owner: "acme", repo: "shop" };
    await client.request("POST /repos/{owner}/{repo}/git/refs", { ...place, ref: `refs/heads/${branch}`, sha });
    const { data } = await client.request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
      ...place,
      ref: `heads/${branch}`,
    });
    expect(data.ref).toBe(`refs/heads/${branch}`);
    const found = await client.request("GET /repos/{owner}/{repo}/branches/{branch}", { ...place, branch });
    expect(found.data.name).toBe(branch);
  });

  it("reach files and environments", async () => {
    const place = { owner: "acme", repo: "shop" };
    const path = "deploy/a b/100%/ü#.yaml";
    const file = { ...place, path, message: "a", content: "YQ==" };
    await client.request("PUT /repos/{owner}/{repo}/contents/{path}", file);
    const { data } = await client.request("GET /repos/{owner}/{repo}/contents/{path}", { ...place, path });
    expect(data).toMatchObject({ path });
    const environment = { ...place, environment_name: "prod/eu west" };
    await client.request("PUT /repos/{owner}/{repo}/environments/{environment_name}", environment);
    const shown = await client.request("GET /repos/{owner}/{repo}/environments/{environment_name}", environment);
    expect(shown.data.name).toBe("prod/eu west");
  });
});
