import {
  createGitHubClient,
  createInstallationClients,
  doctor,
  permissionsFor,
  type DoctorOptions,
  type Finding,
  type GitHubFeature,
} from "@gitops/github-reporter";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";

const FEATURES: readonly GitHubFeature[] = ["statuses", "deployments", "repositoryDispatch", "runs", "locks"];
const LOGIN = "acme-gitops[bot]";

let github: EmbeddedGitHub;
beforeEach(async () => {
  github = await startGitHub();
  for (const name of ["acme/shop", "acme/manifests"]) {
    await github.createRepository(name, { files: { "README.md": "a\n" } });
    github.configureRepository(name, { protectedBranches: ["main"] });
  }
});
afterEach(() => closeGitHub(github));

const clientOf = (token: string, baseUrl = github.url): DoctorOptions["client"] =>
  createGitHubClient({ auth: { token }, baseUrl, retryUnitMs: 1, timeoutMs: 2_000 });

function clientsOfApp(features = FEATURES, installedOn = ["acme"]): DoctorOptions["client"] {
  const app = github.addApp({ slug: "acme-gitops", permissions: permissionsFor(features), installedOn });
  return createInstallationClients({ appId: app.id, privateKey: app.privateKey, baseUrl: github.url, retryUnitMs: 1 });
}

const examine = (clients: DoctorOptions["client"], options: Partial<DoctorOptions> = {}): Promise<readonly Finding[]> =>
  doctor({
    client: clients,
    repositories: ["acme/shop", "acme/manifests"],
    features: FEATURES,
    identity: { logins: [LOGIN] },
    ...options,
  });

/** Level and check of all that is not well. */
const complaints = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ level }) => level !== "ok").map(({ level, check }) => `${level} ${check}`);

describe("the doctor", () => {
  it("finds nothing wrong with an App that has exactly the permissions of its features, and only reads", async () => {
    const findings = await examine(clientsOfApp(), { environments: ["dev", "prod"] });
    expect(findings.filter(({ level }) => level !== "ok")).toEqual([]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set(["api", "token", "identity", "permissions", "repository", "protection", "rate-limit", "environments"]),
    );
    const written = github.calls.filter(({ method, route }) => method !== "GET" && !route.endsWith("/access_tokens"));
    expect(written).toEqual([]);
  });

  it("names each permission that an App lacks", async () => {
    const [found] = await examine(clientsOfApp(["statuses", "locks", "runs"]));
    expect(found).toMatchObject({ check: "permissions", level: "problem" });
    expect(found?.message).toContain("contents=write, deployments=write");
  });

  it("sees an App that is installed elsewhere", async () => {
    const findings = await examine(clientsOfApp(FEATURES, ["acme/shop"]));
    expect(complaints(findings)).toEqual(["problem token", "problem repository"]);
    const none = await examine(clientsOfApp(FEATURES, ["umbrella"]));
    expect(complaints(none)).toContain("problem token");
  });

  it("sees a login that is not declared", async () => {
    const findings = await examine(clientsOfApp(), { identity: { logins: ["other[bot]"] } });
    expect(complaints(findings)).toEqual(["problem identity"]);
    expect(findings[0]?.remedy).toContain(`Declare ${LOGIN}`);
  });

  it("reads the scopes and the end of a classic token", async () => {
    github.addAccount({ login: "ada", token: "t-1", scopes: ["repo:status"], tokenExpiresAt: "2026-01-03T00:00:00Z" });
    const clock = { now: () => Date.parse("2026-01-01T00:00:00Z"), sleep: () => Promise.resolve() };
    const findings = await examine(clientOf("t-1"), { identity: { logins: ["Ada"] }, clock });
    expect(complaints(findings)).toEqual(["problem permissions", "warning token"]);
    expect(findings[0]?.message).toContain("not enough for deployments, repositoryDispatch, runs, locks");
    expect(findings.find(({ check }) => check === "token")?.message).toContain("2026-01-03 00:00:00 UTC");
  });

  it("says what cannot be known of a fine-grained token and of the token of a workflow", async () => {
    github.addAccount({ login: "bob", token: "t-2", tokenExpiresAt: "2999-01-03T00:00:00Z" });
    const permissions = { contents: "read", statuses: "write" } as const;
    github.addAccount({ login: "github-actions[bot]", token: "t-3", permissions });
    const ofBob = await examine(clientOf("t-2"), { identity: { logins: ["bob"] } });
    expect(complaints(ofBob)).toEqual(["warning permissions", "warning permissions"]);
    const workflow = { identity: { logins: ["github-actions[bot]"] }, features: ["statuses", "pullRequests"] as const };
    expect(complaints(await examine(clientOf("t-3"), workflow))).toEqual([
      "warning token",
      "warning identity",
      "warning permissions",
      "warning permissions",
    ]);
  });

  it("sees archived, missing and malformed repositories, and branches without protection", async () => {
    github.configureRepository("acme/shop", { archived: true, protectedBranches: [] });
    github.configureRepository("acme/manifests", { protectedBranches: [], rules: { main: ["pull_request"] } });
    const repositories = ["acme/shop", "acme/manifests", "acme/missing", "nonsense"];
    const findings = await examine(clientsOfApp(), { repositories });
    expect(complaints(findings)).toEqual([
      "problem repository",
      "problem token",
      "problem repository",
      "problem repository",
      "warning protection",
    ]);
  });

  it("sees environments that GitHub takes for one", async () => {
    const place = { owner: "acme", repo: "shop", environment_name: "Prod" };
    const admin = createGitHubClient({ auth: { token: github.token }, baseUrl: github.url });
    await admin.request("PUT /repos/{owner}/{repo}/environments/{environment_name}", place);
    const findings = await examine(clientsOfApp(), { environments: ["dev", "prod", "DEV"] });
    expect(complaints(findings)).toEqual(["problem environments", "warning environments"]);
  });

  it("sees a rate limit that is nearly used up", async () => {
    const limited = await startGitHub({ requestsPerHour: 20 });
    await limited.createRepository("acme/shop", { files: { a: "a" } });
    for (let i = 0; i < 19; i++)
      await fetch(`${limited.url}/user`, { headers: { authorization: `token ${limited.token}` } });
    const findings = await examine(clientOf(limited.token, limited.url), { repositories: ["acme/shop"] });
    expect(findings.some(({ check, level }) => check === "rate-limit" && level !== "ok")).toBe(true);
    await closeGitHub(limited);
  });

  it.each([
    ["a token that GitHub does not know", () => clientOf("ghp_unknown1234567"), "problem token"],
    ["an address where nobody answers", () => clientOf("ghp_unknown1234567", "http://127.0.0.1:9"), "problem api"],
    [
      "a function that throws",
      () => () => {
        throw new Error("ghp_unknown1234567");
      },
      "problem token",
    ],
  ])("never throws and shows no token: %s", async (_case, clients, complaint) => {
    const findings = await examine(clients());
    expect(complaints(findings)).toContain(complaint);
    expect(JSON.stringify(findings)).not.toContain("unknown1234567");
    expect(findings.filter(({ level }) => level !== "ok").every(({ remedy }) => remedy !== "")).toBe(true);
  });

  it.each([[{}], [[null]], [null]])("never throws where everything is answered with %j", async (body) => {
    const proxy = (): Promise<Response> => Promise.resolve(Response.json(body));
    const findings = await examine(createGitHubClient({ auth: { token: "ghp_unknown1234567" }, fetch: proxy }));
    expect(complaints(findings)).toEqual(["problem api", "problem api"]);
  });

  it("reads the events of Flux that it is given", async () => {
    expect(complaints(await examine(clientsOfApp(), { events: [] }))).toEqual(["problem events"]);
  });
});
