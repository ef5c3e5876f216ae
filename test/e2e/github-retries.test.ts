import { callGitHub, type GitHubClient, type GitHubError, readStatuses } from "@gitops/github-reporter";
import type { Result } from "neverthrow";
import { describe, expect, it } from "vitest";

import { json, scriptedClient, scriptGitHub, type ScriptedAnswer } from "./github-scripted.ts";

const SHOP = { owner: "acme", repo: "shop" };

type Call = (client: GitHubClient, request?: object) => Promise<Result<unknown, GitHubError>>;

const get: Call = async (client, request) =>
  callGitHub(client, "GET /repos/{owner}/{repo}", { ...SHOP, ...(request && { request }) });
const post: Call = async (client, request) =>
  callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", {
    ...SHOP,
    event_type: "deployed",
    ...(request && { request }),
  });
const merge: Call = async (client) =>
  callGitHub(client, "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", { ...SHOP, pull_number: 1, sha: "a" });
const updateRef: Call = async (client) =>
  callGitHub(client, "PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ...SHOP, ref: "heads/main", sha: "a" });
const deleteRef: Call = async (client) =>
  callGitHub(client, "DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ...SHOP, ref: "heads/topic" });
const graphql =
  (query: string): Call =>
  async (client) => {
    const { ok, err } = await import("neverthrow");
    try {
      return ok(await client.request("POST /graphql", { query }));
    } catch (error) {
      return err(error as GitHubError);
    }
  };

const repeat = (times: number, answer: () => ScriptedAnswer): readonly ScriptedAnswer[] =>
  Array.from({ length: times }, answer);

/** Says how often a call was sent while GitHub answers the same every time. */
async function attemptsOf(call: Call, answer: () => ScriptedAnswer, request?: object): Promise<number> {
  const github = scriptGitHub(...repeat(10, answer));
  expect((await call(scriptedClient(github), request)).isErr()).toBe(true);
  return github.requests.length;
}

const LOST = (): Error => new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });
const SERVER_ERRORS = [500, 502, 503, 504];
const REFUSALS = [400, 401, 403, 404, 405, 409, 410, 412, 415, 422, 423, 451];

describe("a client for GitHub repeats", () => {
  it.each(SERVER_ERRORS)("what may be repeated three times in all while GitHub answers %i", async (status) => {
    for (const call of [get, updateRef, deleteRef, merge]) {
      expect(await attemptsOf(call, () => json(status, { message: "Server Error" }))).toBe(3);
    }
  });

  it("what may be repeated after a lost connection", async () => {
    for (const call of [get, updateRef, deleteRef]) expect(await attemptsOf(call, LOST)).toBe(3);
  });

  it("a read whose answer broke off", async () => {
    const broken = (): Response =>
      new Response('{"full_name":"acme/sh', { headers: { "content-type": "application/json" } });
    const github = scriptGitHub(broken(), json(200, { full_name: "acme/shop" }));
    expect((await get(scriptedClient(github)))._unsafeUnwrap()).toEqual({ full_name: "acme/shop" });
    expect(await attemptsOf(get, broken)).toBe(3);
    expect(await attemptsOf(post, broken)).toBe(1);
  });

  it("a read that a proxy answers with a web page, which is no empty list", async () => {
    const page = (): Response =>
      new Response("\n<!DOCTYPE html><p>Sign in", { headers: { "content-type": "text/html" } });
    expect(await attemptsOf(get, page)).toBe(3);
    expect(await attemptsOf(post, page)).toBe(1);
    const client = scriptedClient(scriptGitHub(...repeat(3, page)));
    const commit = { repository: "acme/shop", sha: "a".repeat(40) };
    const read = await readStatuses(client, commit, { creators: ["acme-gitops[bot]"] });
    expect(read._unsafeUnwrapErr().code).toBe("GITHUB_UNAVAILABLE");
  });

  it("nothing that is answered without a body, whatever type it is said to have", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    const sent = await post(scriptedClient(scriptGitHub(new Response(null, { status: 204, headers }))));
    expect(sent.isOk()).toBe(true);
    const head = scriptedClient(scriptGitHub(new Response(null, { headers }))).request("HEAD /repos/acme/shop");
    expect(await head).toMatchObject({ status: 200 });
  });

  it("a query of GraphQL that GitHub could not execute, and never a mutation", async () => {
    const failed = (): Response =>
      json(200, { errors: [{ message: "Something went wrong while executing your query. Please include ..." }] });
    expect(await attemptsOf(graphql("query { viewer { login } }"), failed)).toBe(3);
    expect(await attemptsOf(graphql("mutation { createRef(input: {}) { clientMutationId } }"), failed)).toBe(1);
    expect(await attemptsOf(graphql("{ viewer { login } } mutation M { a }"), failed)).toBe(1);
  });
});

describe("a client for GitHub never repeats", () => {
  it.each(SERVER_ERRORS)("a POST by itself while GitHub answers %i", async (status) => {
    expect(await attemptsOf(post, () => json(status, { message: "Server Error" }))).toBe(1);
    expect(await attemptsOf(post, () => json(status, {}, { "retry-after": "1" }))).toBe(1);
  });

  it("a POST after a lost connection, nor a mutation", async () => {
    expect(await attemptsOf(post, LOST)).toBe(1);
    expect(await attemptsOf(graphql("mutation { a }"), LOST)).toBe(1);
  });

  it.each(REFUSALS)("what GitHub refused with %i", async (status) => {
    for (const call of [get, post, merge])
      expect(await attemptsOf(call, () => json(status, { message: "No" }))).toBe(1);
  });

  it.each([301, 302, 303])("a write that is redirected with %i, as a read", async (status) => {
    const moved = (): Response => new Response(null, { status, headers: { location: "https://ghe.example/api/v3/a" } });
    for (const call of [post, updateRef]) {
      const github = scriptGitHub(moved());
      const refused = (await call(scriptedClient(github)))._unsafeUnwrapErr();
      expect(refused).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status });
      expect(refused.message).toContain("https://ghe.example/api/v3/a");
      expect(github.requests).toHaveLength(1);
    }
  });

  it("a call that wants one attempt", async () => {
    for (const answer of [() => json(502, {}), () => json(429, {}, { "retry-after": "1" }), LOST]) {
      expect(await attemptsOf(get, answer, { retries: 0 })).toBe(1);
    }
  });

  it("what cannot succeed because the caller asks for more retries", async () => {
    expect(await attemptsOf(get, () => json(404, { message: "Not Found" }), { retries: 5 })).toBe(1);
    expect(await attemptsOf(post, () => json(502, {}), { retries: 5 })).toBe(1);
    expect(await attemptsOf(get, () => json(502, {}), { retries: 5 })).toBe(3);
  });
});

describe("a client for GitHub waits for a rate limit", () => {
  const SECONDARY = { message: "You have exceeded a secondary rate limit." };

  it.each([
    ["429 with Retry-After and no word about it", () => json(429, { message: "Slow down" }, { "retry-after": "3" })],
    ["403 with Retry-After", () => json(403, SECONDARY, { "retry-after": "3" })],
    ["403 without a hint", () => json(403, SECONDARY)],
    ["an answer of GraphQL", () => json(200, { errors: [{ type: "RATE_LIMITED", message: "Slow down" }] })],
  ])("once: %s", async (_case, limited) => {
    for (const call of [get, post, graphql("query { a }"), graphql("mutation { a }")]) {
      const github = scriptGitHub(limited(), json(200, { data: {} }));
      expect((await call(scriptedClient(github))).isOk()).toBe(true);
      expect(github.requests).toHaveLength(2);
      expect(await attemptsOf(call, limited)).toBe(2);
    }
  });

  it("as long as it was told, for a read also after 503", async () => {
    for (const status of [429, 503]) {
      const github = scriptGitHub(json(status, { message: "Later" }, { "retry-after": "30" }));
      expect((await get(scriptedClient(github, { retryUnitMs: 10 }))).isOk()).toBe(true);
      const [first, second] = github.requests;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(299);
    }
  });

  it("not when it lasts longer than the client or the call allows", async () => {
    const limited = (): Response => json(429, { message: "Slow down" }, { "retry-after": "30" });
    for (const [options, request] of [
      [{ maxWaitSeconds: 29 }, {}],
      [{}, { maxWaitSeconds: 29 }],
    ]) {
      const github = scriptGitHub(limited());
      const error = (await get(scriptedClient(github, options), request))._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: "GITHUB_RATE_LIMITED", retryAfter: 30 });
      expect(github.requests).toHaveLength(1);
    }
    const patient = scriptGitHub(limited());
    expect((await get(scriptedClient(patient, { maxWaitSeconds: 1 }), { maxWaitSeconds: 30 })).isOk()).toBe(true);
  });
});
