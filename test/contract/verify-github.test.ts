import { spawnSync } from "node:child_process";

import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { runProbe } from "../../scripts/verify-github/probe.ts";
import { probes } from "../../scripts/verify-github/probes.ts";
import { createRest } from "../../scripts/verify-github/rest.ts";
import { openSandbox, type OpenSandbox } from "../../scripts/verify-github/sandbox.ts";

/** The fields of references and deployments that name them. */
interface Made {
  readonly id: number;
  readonly ref: string;
  readonly object?: unknown;
  readonly task?: string;
  readonly environment: string;
}

describe("verify-github", () => {
  let github: EmbeddedGitHub;
  let open: OpenSandbox;

  beforeAll(async () => {
    github = await startGitHub();
    await github.createRepository("acme/sandbox", { files: { "README.md": "# Sandbox\n" } });
    const rest = createRest({ url: github.url, token: github.token, defaults: { owner: "acme", repo: "sandbox" } });
    open = await openSandbox(rest, { pauseMs: 0 });
  });
  afterAll(async () => {
    await github.close();
  });

  it.each(probes.map((probe) => [probe.behaviour, probe] as const))("the embedded GitHub: %s", async (_, probe) => {
    const { observed } = await runProbe(open.sandbox, probe);

    expect(observed).toEqual(probe.expected);
  });

  it("waits as long as the rate limit asks, and sends what it refused", async () => {
    github.faults.add({ fault: "secondary-rate-limit", method: "GET", retryAfter: 1 });

    const { status } = await open.sandbox.ask("GET /repos/{owner}/{repo}");

    expect(status).toBe(200);
    expect(github.calls.slice(-2).map((call) => [call.status, call.fault])).toEqual([
      [403, "secondary-rate-limit"],
      [200, undefined],
    ]);
  });

  it("removes the branches, deployments, environments and labels that it made", async () => {
    const made = github.calls.filter(({ status }) => status === 201).map(({ responseBody }) => responseBody as Made);
    const before = github.calls.length;

    expect(await open.clean()).toEqual([]);

    const removed = github.calls.slice(before).filter(({ method }) => method === "DELETE");
    const paths = removed.map(({ path }) => decodeURIComponent(path.replace("/repos/acme/sandbox", "")));
    const branches = made.flatMap(({ ref, object }) => (object === undefined ? [] : [`/git/${ref}`]));
    const deployments = made.filter(({ task }) => task !== undefined);
    expect(paths).toEqual(expect.arrayContaining(branches));
    expect(paths).toEqual(expect.arrayContaining(deployments.map(({ id }) => `/deployments/${id}`)));
    expect(paths).toEqual(expect.arrayContaining(deployments.map(({ environment }) => `/environments/${environment}`)));
    const refs = await open.sandbox.ask("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", { ref: "heads/verify-" });
    expect([branches.length > 0, deployments.length > 0, refs.body]).toEqual([true, true, []]);
  });

  it.each([
    ["no token", {}, "GITHUB_TOKEN is not set"],
    ["no repository", { GITHUB_TOKEN: "x" }, "SANDBOX_REPO is not set"],
    ["a malformed name", { GITHUB_TOKEN: "x", SANDBOX_REPO: "sandbox" }, "is not owner/name"],
    ["a repository that is none", { GITHUB_TOKEN: "x", SANDBOX_REPO: "acme/shop" }, 'does not contain "sandbox"'],
  ])("skips with %s, says why and succeeds", (_, env, reason) => {
    const { PATH, HOME } = process.env;
    const script = ["--conditions=@gitops/source", "--import", "tsx", "scripts/verify-github.ts"];
    const run = spawnSync(process.execPath, script, { encoding: "utf8", env: { PATH, HOME, ...env } });

    expect(run.stdout).toContain(`Skipped ${probes.length} behaviours`);
    expect(run.stdout).toContain(reason);
    expect(run.status).toBe(0);
  });
});
