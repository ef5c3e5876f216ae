import { callGitHub, createGitHubClient, type GitHubClientOptions, whoAmI } from "@gitops/github-reporter";
import { type EmbeddedGitHub, startGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";

const TOKEN = "ghs_123456_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl";
const GET = "GET /repos/{owner}/{repo}";
const POST = "POST /repos/{owner}/{repo}/statuses/{sha}";

describe("a client for GitHub", () => {
  let github: EmbeddedGitHub;
  let sha: string;
  beforeEach(async () => {
    github = await startGitHub({ accounts: [{ login: "acme-gitops[bot]", token: TOKEN }] });
    sha = (await github.createRepository("acme/shop", { files: { "README.md": "shop\n" } })).head!;
  });
  afterEach(() => closeGitHub(github));

  const clientWith = (options: Partial<GitHubClientOptions> = {}): ReturnType<typeof createGitHubClient> =>
    createGitHubClient({ auth: { token: TOKEN }, baseUrl: github.url, retryUnitMs: 1, ...options });
  const read = (client = clientWith()): ReturnType<typeof callGitHub<typeof GET>> =>
    callGitHub(client, GET, { owner: "acme", repo: "shop" });
  const write = (client = clientWith()): ReturnType<typeof callGitHub<typeof POST>> =>
    callGitHub(client, POST, { owner: "acme", repo: "shop", sha, state: "success" });
  const attempts = (route: string): number => github.calls.filter((call) => call.route === route).length;

  it("returns the body of the answer", async () => {
    expect((await read())._unsafeUnwrap().full_name).toBe("acme/shop");
  });

  it("reads again after a 502 and a lost connection", async () => {
    github.faults.add({ fault: "bad-gateway", when: "before" });
    github.faults.add({ fault: "connection-reset", when: "before", nth: 2 });
    expect((await read()).isOk()).toBe(true);
    expect(attempts(GET)).toBe(3);
  });

  it.each(["bad-gateway", "connection-reset"] as const)("never repeats a POST by itself after %s", async (fault) => {
    github.faults.add({ fault, when: "after", times: Infinity });
    const error = (await write())._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_UNAVAILABLE", status: fault === "bad-gateway" ? 502 : undefined });
    expect(attempts(POST)).toBe(1);
  });

  it("waits for a rate limit that ends soon", async () => {
    github.faults.add({ fault: "secondary-rate-limit", retryAfter: 2 });
    expect((await write()).isOk()).toBe(true);
    expect(attempts(POST)).toBe(2);
  });

  it.each([403, 429] as const)("returns a rate limit of status %i that lasts too long at once", async (status) => {
    github.faults.add({ fault: "secondary-rate-limit", status, retryAfter: 3600, times: Infinity });
    const error = (await read())._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_RATE_LIMITED", retryAfter: 3600 });
    expect(attempts(GET)).toBe(1);
  });

  it("returns what GitHub refuses with the status, the object and what to do, after one attempt", async () => {
    const error = (
      await callGitHub(clientWith(), POST, { owner: "acme", repo: "shop", sha: "f".repeat(40), state: "success" })
    )._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 422 });
    expect(error.message).toContain(`POST /repos/acme/shop/statuses/${"f".repeat(40)}`);
    expect(error.message).toContain("No commit found");
    expect(attempts(POST)).toBe(1);
  });

  it("gives up an attempt that takes too long", async () => {
    // Longer than a test may take.
    github.faults.add({ fault: "latency", milliseconds: 3_600_000, times: Infinity });
    const error = (await write(clientWith({ timeoutMs: 100 })))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_UNAVAILABLE", status: undefined });
  });

  it("pins the version of the API", async () => {
    const versions: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      versions.push(new Headers(init?.headers).get("x-github-api-version"));
      return globalThis.fetch(input, init);
    };
    expect((await read(clientWith({ fetch }))).isOk()).toBe(true);
    expect(versions).toEqual(["2022-11-28"]);
  });

  it("never shows a token in an error", async () => {
    const fetch = (): Promise<Response> => Promise.reject(new TypeError(`cannot send authorization: token ${TOKEN}`));
    const error = (await write(clientWith({ fetch })))._unsafeUnwrapErr();
    expect(error.message).toContain("[redacted]");
    expect(error.message).not.toContain("ghs_");
    expect(error.message).not.toContain("eyJ");
    expect(error.cause).toBeUndefined();
  });

  it("knows the login of its token", async () => {
    expect((await whoAmI(clientWith()))._unsafeUnwrap()).toBe("acme-gitops[bot]");
  });

  it("takes no login from the App when GitHub does not answer for the user", async () => {
    github.faults.add({ fault: "bad-gateway", when: "before", route: "GET /user", times: Infinity });
    expect((await whoAmI(clientWith()))._unsafeUnwrapErr().code).toBe("GITHUB_UNAVAILABLE");
    expect(attempts("GET /app")).toBe(0);
  });

  it("reports a token that GitHub does not know", async () => {
    const error = (await whoAmI(clientWith({ auth: { token: "ghp_unknown" } })))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 401 });
  });
});
