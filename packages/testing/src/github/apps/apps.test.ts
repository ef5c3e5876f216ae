import { generateKeyPairSync } from "node:crypto";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";
import type { App } from "./app.ts";
import { sign } from "./test-bed.ts";

describe("an App", () => {
  let bed: TestBed;
  let app: App;
  let time: Date;

  beforeEach(async () => {
    time = new Date("2026-01-02T03:04:05Z");
    bed = await openTestBed({ now: () => time });
    await bed.github.createRepository("acme/other");
    await bed.github.createRepository("umbrella/shop");
    app = bed.github.addApp({
      slug: "gitops",
      permissions: { statuses: "write", contents: "read" },
      installedOn: ["acme/shop", "umbrella"],
    });
  });
  afterEach(async () => {
    await bed.close();
  });

  const ask = async (operation: string, token: string, body?: object): Promise<Response> => {
    const [method = "", path = ""] = operation.split(" ");
    return fetch(`${bed.github.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
  };
  const messageOf = async (response: Response): Promise<string> =>
    ((await response.json()) as { readonly message: string }).message;

  async function mint(body: object = {}): Promise<string> {
    const installation = await ask("GET /repos/acme/shop/installation", sign(app));
    const { id } = (await installation.json()) as { readonly id: number };
    const minted = await ask(`POST /app/installations/${id}/access_tokens`, sign(app), body);
    return ((await minted.json()) as { readonly token: string }).token;
  }

  it("writes as its bot with a token that lasts an hour", async () => {
    const token = await mint();
    const status = `POST /repos/acme/shop/statuses/${bed.head}`;
    const written = await ask(status, token, { state: "success" });
    expect(await written.json()).toMatchObject({ creator: { login: "gitops[bot]", type: "Bot" } });
    time = new Date("2026-01-02T04:04:05Z");
    expect((await ask(status, token, { state: "success" })).status).toBe(401);
  });

  it("may not do what its permissions leave out, and is told which one", async () => {
    const refused = await ask("POST /repos/acme/shop/dispatches", await mint(), { event_type: "a" });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-accepted-github-permissions")).toBe("contents=write");
    expect(await messageOf(refused)).toBe("Resource not accessible by integration");
  });

  it("may hold a token to less, and not to more", async () => {
    const token = await mint({ permissions: { contents: "read" } });
    expect((await ask(`POST /repos/acme/shop/statuses/${bed.head}`, token, { state: "success" })).status).toBe(403);
    expect(await mint({ permissions: { contents: "write" } })).toBeUndefined();
  });

  it("sees no repository outside of its installation", async () => {
    const token = await mint();
    expect((await ask("GET /repos/acme/shop", token)).status).toBe(200);
    for (const other of ["acme/other", "umbrella/shop"]) {
      expect((await ask(`GET /repos/${other}`, token)).status).toBe(404);
    }
    expect((await ask("GET /repos/acme/other/installation", sign(app))).status).toBe(404);
    expect((await ask("GET /repos/umbrella/shop/installation", sign(app))).status).toBe(200);
  });

  it.each([
    ["another key", () => sign({ ...app, privateKey: otherKey() })],
    ["another App", () => sign({ ...app, id: 1 })],
    ["a time that has passed", () => sign(app, -700)],
    ["a time that is too far away", () => sign(app, 400)],
  ])("is not believed with %s", async (_case, token) => {
    expect((await ask("GET /app", token())).status).toBe(401);
  });

  it("does nothing else with its own signature", async () => {
    expect((await ask("GET /app", sign(app))).status).toBe(200);
    expect((await ask("GET /repos/acme/shop", sign(app))).status).toBe(401);
  });
});

describe("the GITHUB_TOKEN of a workflow", () => {
  it("has permissions, and is no user", async () => {
    const bed = await openTestBed();
    const login = "github-actions[bot]";
    bed.github.addAccount({ login, token: "github-actions[bot]-token", permissions: { statuses: "write" } });
    const status = await bed.call(`POST /statuses/${bed.head}`, { state: "success" }, login);
    const dispatch = await bed.call("POST /dispatches", { event_type: "a" }, login);
    expect([status.status, dispatch.status]).toEqual([201, 403]);
    await bed.close();
  });
});

function otherKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
