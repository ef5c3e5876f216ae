import { createSign } from "node:crypto";

import { startGitHub, type App, type EmbeddedGitHub } from "@gitops/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createRest } from "../../scripts/verify-github/rest.ts";
import { accounts } from "./embedded-github/accounts.ts";
import { apps } from "./embedded-github/apps.ts";
import { branches } from "./embedded-github/branches.ts";
import { checkRuns } from "./embedded-github/check-runs.ts";
import { commitStatuses } from "./embedded-github/commit-statuses.ts";
import { commits } from "./embedded-github/commits.ts";
import { contents } from "./embedded-github/contents.ts";
import { deployments } from "./embedded-github/deployments.ts";
import { dispatches } from "./embedded-github/dispatches.ts";
import { createDriver, type Call } from "./embedded-github/driver.ts";
import { gitData } from "./embedded-github/git-data.ts";
import { issues } from "./embedded-github/issues.ts";
import { pullRequests } from "./embedded-github/pull-requests.ts";
import { teams } from "./embedded-github/teams.ts";
import { checkExchange } from "./openapi/check-exchange.ts";
import { uncoveredOperations } from "./openapi/coverage.ts";

const SCENARIOS = {
  accounts,
  branches,
  commits,
  commitStatuses,
  contents,
  deployments,
  dispatches,
  gitData,
  issues,
  pullRequests,
  teams,
};

describe("embedded GitHub", () => {
  let github: EmbeddedGitHub;

  beforeAll(async () => {
    github = await startGitHub();
    github.addAccount({ login: "ada", token: "ada-token" });
    github.addAccount({ login: "gitops-checks[bot]", token: "checks-token" });
    github.createTeam("acme/deployers", { members: ["ada"] });
    await github.createRepository("acme/shop", { files: { "README.md": "# Shop\n", "deploy/app.yaml": "a: 1\n" } });
    github.onRepositoryDispatch("acme/shop", () => undefined);
    github.onWorkflowDispatch("acme/shop", () => undefined, { file: "deploy.yml" });
    github.configureRepository("acme/shop", { protectedBranches: ["main"], rules: { main: ["deletion"] } });
  });
  afterAll(async () => {
    await github.close();
  });

  it.each(Object.entries(SCENARIOS))("answers as GitHub describes it: %s", async (_, scenario) => {
    const before = github.calls.length;
    await scenario(callAs(github.token), callAs("ada-token"));

    expect(github.calls.slice(before).flatMap(checkExchange)).toEqual([]);
  });

  it("answers as GitHub describes it: check runs", async () => {
    const before = github.calls.length;
    await checkRuns(callAs(github.token), callAs("checks-token"));

    expect(github.calls.slice(before).flatMap(checkExchange)).toEqual([]);
  });

  it("answers as GitHub describes it: apps", async () => {
    const app = github.addApp({ slug: "gitops", permissions: { contents: "read" }, installedOn: ["acme"] });
    const before = github.calls.length;
    await apps(callAs(signAs(app)), callAs);

    expect(github.calls.slice(before).flatMap(checkExchange)).toEqual([]);
  });

  it("serves no operation that the scenarios leave out", async () => {
    const uncovered = uncoveredOperations(github.calls);
    const unserved = await filterUnserved(uncovered);

    console.log(`Described, but not embedded:\n${unserved.map((route) => `  ${route}\n`).join("")}`);
    expect(uncovered.filter((route) => !unserved.includes(route))).toEqual([]);
  });

  function callAs(token: string): Call {
    return createDriver(createRest({ url: github.url, token, defaults: { owner: "acme", repo: "shop" } }));
  }

  /** Asks for each operation once: a call that no route fits is logged without one. */
  async function filterUnserved(routes: readonly string[]): Promise<readonly string[]> {
    const unserved: string[] = [];
    for (const route of routes) {
      const [method = "", template = ""] = route.split(" ");
      const path = template
        .replace("{owner}", "acme")
        .replace("{repo}", "shop")
        .replace(/\{\w+\}/g, "1");
      await fetch(`${github.url}${path}`, { method, headers: { authorization: `token ${github.token}` } });
      if (github.calls.at(-1)?.route !== route) unserved.push(route);
    }
    return unserved;
  }
});

/** Signs a JSON web token as GitHub asks Apps to do. */
function signAs({ id, privateKey }: App): string {
  const seconds = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: "RS256", typ: "JWT" },
    { iat: seconds - 60, exp: seconds + 300, iss: id },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}
