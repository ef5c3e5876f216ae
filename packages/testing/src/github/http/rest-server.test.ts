import { connect } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Hashed, type Problem, type TestBed } from "../test-bed.ts";

describe("REST server", () => {
  let bed: TestBed;
  let time: Date;

  beforeEach(async () => {
    time = new Date("2026-01-02T03:04:05.678Z");
    bed = await openTestBed({ now: () => time, requestsPerHour: 10 });
  });
  afterEach(async () => {
    await bed.close();
  });

  async function get(path: string, authorization?: string): Promise<Response> {
    return fetch(`${bed.github.url}${path}`, authorization === undefined ? {} : { headers: { authorization } });
  }

  it("knows accounts by Bearer, token and Basic", async () => {
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
    const accepted = ["Bearer ada-token", "token ada-token", basic("x-access-token:ada-token"), basic("ada-token:")];
    for (const authorization of accepted) {
      const response = await get("/user", authorization);
      expect(await response.json()).toMatchObject({ login: "ada", type: "User" });
    }
  });

  it("refuses a token that nobody has, even where everybody may read", async () => {
    const response = await get("/repos/acme/shop", "Bearer wrong");

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ message: "Bad credentials", status: "401" });
  });

  it("lets anonymous callers read, but neither write nor ask who they are", async () => {
    expect((await get("/repos/acme/shop")).status).toBe(200);
    const whoAmI = await get("/user");
    const write = await fetch(`${bed.github.url}/repos/acme/shop/git/blobs`, { method: "POST", body: "{}" });

    expect([whoAmI.status, write.status]).toEqual([401, 401]);
    expect(await write.json()).toEqual({
      message: "Requires authentication",
      documentation_url: "https://docs.github.com/rest/git/blobs#create-a-blob",
      status: "401",
    });
  });

  it("serves the same under the prefix of GitHub Enterprise Server", async () => {
    const response = await get("/api/v3/repos/ACME/Shop");

    expect(await response.json()).toMatchObject({ full_name: "acme/shop", default_branch: "main" });
    expect(bed.github.calls.at(-1)).toMatchObject({ route: "GET /repos/{owner}/{repo}", path: "/repos/ACME/Shop" });
  });

  it("answers 404 where there is no operation and no repository", async () => {
    expect((await get("/repos/acme/shop/nothing")).status).toBe(404);
    expect((await get("/repos/acme/nothing")).status).toBe(404);
    expect(bed.github.calls.map(({ route }) => route)).toEqual(["", "GET /repos/{owner}/{repo}"]);
  });

  it("refuses a body that is no JSON, and one that is no object", async () => {
    const post = (body: string): Promise<Response> =>
      fetch(`${bed.github.url}/repos/acme/shop/git/blobs`, {
        method: "POST",
        body,
        headers: { authorization: "Bearer bot-token" },
      });
    const malformed = await post("{");
    const list = await post("[]");

    expect([malformed.status, list.status]).toEqual([400, 400]);
    expect(await malformed.json()).toMatchObject({ message: "Problems parsing JSON" });
    expect(await list.json()).toMatchObject({ message: "Body should be a JSON object" });
  });

  it("names the field that is missing or of the wrong type", async () => {
    const missing = await bed.call("POST /git/refs", { ref: "refs/heads/x" });
    const wrong = await bed.call("POST /git/refs", { ref: 1, sha: "" });

    expect(missing.body.message).toBe(`Invalid request.\n\n"sha" wasn't supplied.`);
    expect(wrong.body.message).toBe("Invalid request.\n\nFor 'properties/ref', 1 is not a string.");
    expect([missing.status, wrong.status]).toEqual([422, 422]);
  });

  it("logs calls with both bodies, the account and the time of its clock", async () => {
    const answer = await bed.call<Hashed>("POST /git/blobs?x=1", { content: "a" }, "ada");

    expect(bed.github.calls).toEqual([
      {
        method: "POST",
        route: "POST /repos/{owner}/{repo}/git/blobs",
        path: "/repos/acme/shop/git/blobs",
        query: { x: "1" },
        login: "ada",
        requestBody: { content: "a" },
        status: 201,
        responseBody: answer.body,
        at: "2026-01-02T03:04:05.678Z",
      },
    ]);
  });

  it("counts calls by account and refuses those over the limit until the hour is over", async () => {
    const asAda = async (): Promise<Response> => get("/user", "Bearer ada-token");
    const first = await asAda();
    for (let call = 2; call <= 10; call += 1) await asAda();
    const refused = await asAda();

    expect(first.headers.get("x-ratelimit-remaining")).toBe("9");
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(((await refused.json()) as Problem).message).toMatch(/^API rate limit exceeded for user ID \d+\.$/);
    expect((await get("/user", "Bearer bot-token")).status).toBe(200);
    expect((await get("/rate_limit", "Bearer ada-token")).status).toBe(200);

    time = new Date(Number(refused.headers.get("x-ratelimit-reset")) * 1000);
    expect((await asAda()).status).toBe(200);
  });

  it("survives an address that is none", async () => {
    const socket = connect(Number(new URL(bed.github.url).port), "127.0.0.1");
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => undefined).end("GET // HTTP/1.1\r\nhost: x\r\n\r\n");
    await closed;

    expect((await get("/repos/acme/shop")).status).toBe(200);
  });

  it("gives every answer an id", async () => {
    const one = await get("/repos/acme/shop");
    const two = await get("/repos/acme/shop");

    expect(one.headers.get("x-github-request-id")).toBeTruthy();
    expect(one.headers.get("x-github-request-id")).not.toBe(two.headers.get("x-github-request-id"));
  });
});
