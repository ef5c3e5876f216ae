import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { EmbeddedGitHub } from "./embedded-github.ts";
import { startGitHub } from "./start-github.ts";

describe("startGitHub", () => {
  let directory: string;
  const running: EmbeddedGitHub[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "start-github-"));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((github) => github.close()));
    await rm(directory, { recursive: true });
  });

  async function start(options: Parameters<typeof startGitHub>[0] = {}): Promise<EmbeddedGitHub> {
    const github = await startGitHub(options);
    running.push(github);
    return github;
  }

  async function call(github: EmbeddedGitHub, operation: string, body?: unknown): Promise<unknown> {
    const [method = "", path = ""] = operation.split(" ");
    const response = await fetch(`${github.url}/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${github.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.status === 204 ? undefined : response.json();
  }

  it("keeps repositories, records, ids and accounts over a restart", async () => {
    const first = await start({ directory });
    const { head = "" } = await first.createRepository("acme/shop", { files: { a: "1" }, description: "A shop" });
    await call(first, "POST /git/refs", { ref: "refs/heads/topic", sha: head });
    await call(first, "PUT /contents/b", { message: "b", content: "", branch: "topic" });
    await call(first, "POST /pulls", { title: "Topic", head: "topic", base: "main" });
    await call(first, "POST /issues/1/comments", { body: "hi" });
    await call(first, "POST /issues/1/labels", { labels: ["x"] });
    await call(first, `POST /statuses/${head}`, { state: "success", context: "ci" });
    const paths = ["/pulls/1", "/issues/1/comments", `/commits/${head}/statuses`, "/labels", ""];
    const read = (github: EmbeddedGitHub): Promise<unknown> => Promise.all(paths.map((p) => call(github, `GET ${p}`)));
    const withoutPort = (github: EmbeddedGitHub, text: string): string => text.replaceAll(new URL(github.url).port, "");
    const before = withoutPort(first, JSON.stringify(await read(first)));
    await first.close();
    running.length = 0;

    const second = await start({ directory });
    expect(withoutPort(second, JSON.stringify(await read(second))) === before).toBe(true);
    expect(second.repositories()).toEqual(["acme/shop"]);
    expect(second.accounts).toEqual(first.accounts);
    const added = (await call(second, `POST /statuses/${head}`, { state: "failure" })) as { readonly id: number };
    expect(before).not.toContain(`"id":${added.id},`);
  });

  it("keeps what was written a moment before it is killed", async () => {
    const first = await start({ directory });
    const { head = "" } = await first.createRepository("acme/shop", { files: { a: "1" } });
    await call(first, `POST /statuses/${head}`, { state: "success" });
    await new Promise((resolve) => setTimeout(resolve, 100));

    const second = await start({ directory });
    expect(await call(second, `GET /commits/${head}/status`)).toMatchObject({ state: "success" });
  });

  it("removes its temporary directory, and no other", async () => {
    const temporary = await startGitHub();
    const kept = await startGitHub({ directory });
    const one = await temporary.createRepository("acme/shop", { files: { a: "1" } });
    const two = await kept.createRepository("acme/shop", { files: { a: "1" } });
    await temporary.close();
    await kept.close();

    expect(existsSync(dirname(one.directory))).toBe(false);
    expect(existsSync(two.directory)).toBe(true);
  });

  it("makes the same first commit from the same files, time and owner", async () => {
    const now = (): Date => new Date("2026-01-02T03:04:05Z");
    const heads = await Promise.all(
      [1, 2].map(async () => {
        const github = await start({ now });
        return (await github.createRepository("acme/shop", { files: { a: "1", "b/c": new Uint8Array([0]) } })).head;
      }),
    );

    expect(heads[0]).toMatch(/^[0-9a-f]{40}$/);
    expect(heads[1]).toBe(heads[0]);
  });

  it("refuses a second repository of a name, and a name that is none", async () => {
    const github = await start();
    await github.createRepository("acme/shop");

    await expect(github.createRepository("Acme/Shop")).rejects.toThrow("exists already");
    await expect(github.createRepository("shop")).rejects.toThrow(TypeError);
    await expect(github.createRepository("acme/shop/x")).rejects.toThrow(TypeError);
    await expect(github.createRepository("../shop")).rejects.toThrow(TypeError);
  });

  it("knows one account unless told otherwise, and Apps by their login", async () => {
    const github = await start();
    const app = github.addAccount({ login: "gitops[bot]", token: "app" });

    expect(github.accounts.map(({ login, type }) => `${login} ${type}`)).toEqual([
      "gitops-bot User",
      "gitops[bot] Bot",
    ]);
    expect(github.token).toBe(github.accounts[0]?.token);
    expect(() => github.addAccount({ login: "thief", token: "app" })).toThrow(TypeError);
    expect(app.email).toMatch(/^\d+\+gitops\[bot\]@users\.noreply\.github\.com$/);
  });

  it("listens on the port that it is given", async () => {
    const { url } = await start();
    await running.pop()?.close();
    const { port } = new URL(url);

    expect((await start({ port: Number(port) })).url).toBe(url);
  });
});
