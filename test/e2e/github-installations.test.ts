import {
  callGitHub,
  clientFor,
  createGitHubClient,
  createInstallationClients,
  type GitHubClient,
  type GitHubError,
  whoAmI,
} from "@gitops/github-reporter";
import { startGitHub, type App, type EmbeddedGitHub } from "@gitops/testing";
import type { Result } from "neverthrow";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";

const LOOK_UP = "GET /repos/{owner}/{repo}/installation";
const MINT = "POST /app/installations/{installation_id}/access_tokens";

describe("clients for the installations of an App", () => {
  let github: EmbeddedGitHub;
  let app: App;
  beforeEach(async () => {
    github = await startGitHub();
    for (const name of ["acme/shop", "acme/manifests", "umbrella/shop", "umbrella/secret", "stranger/shop"]) {
      await github.createRepository(name, { files: { "README.md": "a\n" } });
    }
    app = github.addApp({
      slug: "acme-gitops",
      permissions: { metadata: "read", statuses: "write", contents: "read" },
      installedOn: ["acme", "umbrella/shop"],
    });
  });
  afterEach(() => closeGitHub(github));

  const clients = (baseUrl = github.url): ((repository: string) => GitHubClient) =>
    createInstallationClients({ appId: app.id, privateKey: app.privateKey, baseUrl, retryUnitMs: 1 });
  const read = async (client: GitHubClient, repository: string): Promise<Result<string, GitHubError>> => {
    const [owner = "", repo = ""] = repository.split("/");
    return callGitHub(client, "GET /repos/{owner}/{repo}", { owner, repo }).map((found) => found.full_name);
  };
  const attempts = (route: string): number => github.calls.filter((call) => call.route === route).length;

  it.each(["", "/api/v3"])("look an owner up once, and ask for one token, below %j", async (prefix) => {
    const of = clients(`${github.url}${prefix}`);
    const names = ["acme/shop", "acme/manifests", "ACME/shop", "acme/shop"];
    const results = await Promise.all(Array.from({ length: 40 }, (_, i) => read(of(names[i % 4]!), names[i % 4]!)));
    expect(results.every((result) => result.isOk())).toBe(true);
    expect([attempts(LOOK_UP), attempts(MINT)]).toEqual([1, 1]);
    expect((await read(of("umbrella/shop"), "umbrella/shop")).isOk()).toBe(true);
    expect([attempts(LOOK_UP), attempts(MINT)]).toEqual([2, 2]);
  });

  it("write under the login of the App", async () => {
    const client = clientFor(clients(), "acme/shop");
    expect((await whoAmI(client))._unsafeUnwrap()).toBe("acme-gitops[bot]");
  });

  it("say 404 where the App is not installed, and ask again the next time", async () => {
    const of = clients();
    for (const repository of ["stranger/shop", "umbrella/secret"]) {
      const error = (await read(of(repository), repository))._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 404 });
    }
    expect(attempts(MINT)).toBe(0);
    expect((await read(of("umbrella/shop"), "umbrella/shop")).isOk()).toBe(true);
  });

  it("end at once when the caller aborts during the look-up", async () => {
    github.faults.add({ fault: "latency", milliseconds: 3_600_000, route: LOOK_UP });
    const client = clients()("acme/shop");
    const request = { signal: AbortSignal.timeout(50) };
    const result = await callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop", request });
    expect(result._unsafeUnwrapErr().code).toBe("GITHUB_UNAVAILABLE");
  });

  it("survive a look-up and a token that fail for a moment", async () => {
    github.faults.add({ fault: "bad-gateway", when: "before", route: LOOK_UP });
    github.faults.add({ fault: "bad-gateway", when: "before", route: MINT });
    expect((await read(clients()("acme/shop"), "acme/shop")).isOk()).toBe(true);
  });

  it("show the name that they were given, and heed headers of a call", async () => {
    const headers: Headers[] = [];
    const of = createInstallationClients({
      appId: app.id,
      privateKey: app.privateKey,
      baseUrl: github.url,
      userAgent: "acme-connector",
      fetch: (input, init) => {
        headers.push(new Headers(init?.headers));
        return fetch(input, init);
      },
    });
    const call = { owner: "acme", repo: "shop", headers: { "x-own": "1" } };
    expect((await callGitHub(of("acme/shop"), "GET /repos/{owner}/{repo}", call)).isOk()).toBe(true);
    expect(headers.every((sent) => sent.get("user-agent")?.startsWith("acme-connector ") === true)).toBe(true);
    expect(headers.at(-1)?.get("x-own")).toBe("1");
    expect(headers.at(-1)?.get("x-github-api-version")).toBe("2022-11-28");
  });

  it("throw for what is no repository", () => {
    expect(() => clients()("shop")).toThrow(TypeError);
  });

  it("let a client of one installation ask for what it may not, and name the permission", async () => {
    const { id: installationId } = app.installations[0]!;
    const auth = { appId: app.clientId, privateKey: app.privateKey, installationId };
    const client = createGitHubClient({ auth, baseUrl: github.url });
    const dispatch = { owner: "acme", repo: "shop", event_type: "deployed" };
    const error = (await callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", dispatch))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 403 });
    expect(error.message).toContain("Grant the permission contents=write");
  });
});
