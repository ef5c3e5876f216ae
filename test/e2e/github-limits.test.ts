import { callGitHub, createGitHubClient, type GitHubClient, type GitHubError } from "@gitops/github-reporter";
import type { Result } from "neverthrow";
import { describe, expect, it } from "vitest";

import { scriptedClient, scriptGitHub } from "./github-scripted.ts";

const SHOP = { owner: "acme", repo: "shop" };
const dispatch = async (client: GitHubClient, request = {}): Promise<Result<unknown, GitHubError>> =>
  callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", { ...SHOP, event_type: "deployed", request });
const comment = async (client: GitHubClient): Promise<Result<unknown, GitHubError>> =>
  callGitHub(client, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...SHOP,
    issue_number: 1,
    body: "a",
  });
const read = async (client: GitHubClient): Promise<Result<unknown, GitHubError>> =>
  callGitHub(client, "GET /repos/{owner}/{repo}", SHOP);

async function millisecondsOf(calls: readonly Promise<Result<unknown, GitHubError>>[]): Promise<number> {
  const started = performance.now();
  for (const result of await Promise.all(calls)) expect(result.isOk()).toBe(true);
  return performance.now() - started;
}

const times = <T>(count: number, call: () => T): readonly T[] => Array.from({ length: count }, call);

describe("the write limits of a client", () => {
  it("let a burst start at once, and the rest at the pace of a minute", async () => {
    const github = scriptGitHub();
    const client = scriptedClient(github, { burst: 5, writesPerMinute: 600 });
    expect(await millisecondsOf(times(8, () => dispatch(client)))).toBeGreaterThanOrEqual(299);
    expect(github.requests).toHaveLength(8);
  });

  it("hold no reads", async () => {
    const client = scriptedClient(scriptGitHub(), { burst: 1, writesPerMinute: 1 });
    // A turn comes once a minute, which is longer than a test may take.
    for (const result of await Promise.all(times(30, () => read(client)))) expect(result.isOk()).toBe(true);
  });

  it("refuse a write whose turn is too far away, without sending it", async () => {
    const github = scriptGitHub();
    const client = scriptedClient(github, { burst: 3, writesPerMinute: 60, writesPerHour: 3 });
    await millisecondsOf(times(3, () => dispatch(client)));
    const error = (await dispatch(client))._unsafeUnwrapErr();
    expect(error.code).toBe("GITHUB_RATE_LIMITED");
    expect(error).toHaveProperty("retryAfter", 3600);
    expect(error.message).toContain("POST /repos/acme/shop/dispatches was not sent");
    expect(github.requests).toHaveLength(3);
  });

  it("refuse sooner when a call wants to wait less", async () => {
    const client = scriptedClient(scriptGitHub(), { burst: 1, writesPerMinute: 6 });
    await millisecondsOf([dispatch(client)]);
    expect((await dispatch(client, { maxWaitSeconds: 1 }))._unsafeUnwrapErr()).toMatchObject({ retryAfter: 10 });
  });

  it("keep what notifies people apart", async () => {
    const client = scriptedClient(scriptGitHub(), { notificationIntervalMs: 100 });
    expect(await millisecondsOf(times(4, () => comment(client)))).toBeGreaterThanOrEqual(299);
  });

  it("know what notifies people also at a GitHub Enterprise Server, by its full address", async () => {
    const baseUrl = "https://github.example.com/api/v3";
    const github = scriptGitHub();
    const client = scriptedClient(github, { baseUrl, notificationIntervalMs: 100 });
    const started = performance.now();
    await Promise.all(
      times(4, () => client.request(`POST ${baseUrl}/repos/acme/shop/issues/1/comments`, { body: "a" })),
    );
    expect(performance.now() - started).toBeGreaterThanOrEqual(299);
    expect(github.requests.map(({ url }) => url)).toEqual(
      times(4, () => `${baseUrl}/repos/acme/shop/issues/1/comments`),
    );
  });

  it("are gone with limits: none", async () => {
    const client = scriptedClient(scriptGitHub(), { limits: "none", burst: 1, writesPerMinute: 1 });
    expect(
      await millisecondsOf([...times(50, () => dispatch(client)), ...times(5, () => comment(client))]),
    ).toBeLessThan(2_000);
  });

  it("belong to each client", async () => {
    const slow = { burst: 1, writesPerMinute: 1 };
    const clients = times(5, () => scriptedClient(scriptGitHub(), slow));
    expect(await millisecondsOf(clients.map((client) => dispatch(client)))).toBeLessThan(2_000);
  });

  it.each([{ burst: 0 }, { writesPerMinute: 0 }, { writesPerHour: -1 }, { notificationIntervalMs: Number.NaN }])(
    "cannot be %j",
    (limits) => {
      expect(() => createGitHubClient({ auth: { token: "t" }, ...limits })).toThrow(RangeError);
    },
  );
});

describe("the address of GraphQL", () => {
  it.each([
    [undefined, "https://api.github.com/graphql"],
    ["https://github.example.com/api/v3", "https://github.example.com/api/graphql"],
    ["https://api.acme.ghe.com", "https://api.acme.ghe.com/graphql"],
  ])("belongs to the base %s", async (baseUrl, expected) => {
    const github = scriptGitHub();
    await scriptedClient(github, { baseUrl }).request("POST /graphql", { query: "{ viewer { login } }" });
    expect(github.requests[0]?.url).toBe(expected);
  });
});
