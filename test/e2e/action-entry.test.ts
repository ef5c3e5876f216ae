import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { PAYLOAD } from "./connector-rig.ts";
import { fluxEvent, type FluxSays } from "./reporter-shop.ts";

const TOKEN = "ghs_tokenOfTheWorkflow0123456789abcdef0";

let github: EmbeddedGitHub;
let folder: string;
let commit: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "action-"));
  github = await startGitHub({ accounts: [{ login: "github-actions[bot]", type: "Bot", token: TOKEN }] });
  commit = (await github.createRepository("acme/fleet", { files: { "app.yaml": "kind: ConfigMap" } })).head ?? "";
  await github.createRepository("acme/shop", { files: { "README.md": "The shop" } });
});
afterEach(async () => {
  await closeGitHub(github);
  await rm(folder, { recursive: true });
});

interface Run {
  readonly exitCode: number;
  readonly summary: string;
  readonly output: string;
}

/** Runs the entry as the runner of GitHub Actions does: a process, its event in a file. */
async function run(payload: unknown, settings: Readonly<Record<string, string>> = {}): Promise<Run> {
  const [eventFile, summaryFile] = [join(folder, "event.json"), join(folder, "summary.md")];
  await writeFile(eventFile, JSON.stringify(payload));
  await writeFile(summaryFile, "");
  const env = {
    PATH: process.env["PATH"],
    GITHUB_EVENT_PATH: eventFile,
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_REPOSITORY: "acme/fleet",
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.webUrl,
    GITHUB_TOKEN: TOKEN,
    CODE_REPO: "acme/shop",
    ...settings,
  };
  const args = ["--conditions=@gitops/source", "--import", "tsx", "test/e2e/action-entry.ts"];
  const [exitCode, output] = await new Promise<[number, string]>((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      resolve([error === null ? 0 : Number(error.code), stdout + stderr]);
    });
  });
  return { exitCode, output, summary: await readFile(summaryFile, "utf8") };
}

/** The dispatch that Flux sends, as a workflow finds it. */
function dispatchOf(says: FluxSays, revision = commit): unknown {
  const event = fluxEvent(says, revision, 0);
  const metadata = { ...event.metadata, cluster: "dev", summary: PAYLOAD };
  return { action: "Kustomization/cart.flux-system", client_payload: { ...event, metadata } };
}

function writes(): readonly string[] {
  return github.calls
    .filter(({ method, status }) => method === "POST" && status < 300)
    .map(({ requestBody }) => requestBody as Readonly<Record<string, string>>)
    .map(({ context, state, event_type: type }) => type ?? `${context ?? ""} ${state ?? ""}`);
}

describe("the entry of the GitHub Action", () => {
  it("reports what Flux dispatched, starts what follows, and summarizes it", async () => {
    const { exitCode, summary } = await run(dispatchOf("succeeded"));
    expect([exitCode, writes()]).toEqual([
      0,
      expect.arrayContaining(["gitops/dev/cart/dev success", "gitops.deployed"]),
    ]);
    expect(summary).toContain("- Kustomization `cart` on `dev`: succeeded (dev/cart)");
    expect(summary).toContain(`- \`gitops/dev/cart/dev\` on ${commit.slice(0, 12)}: success (written)`);
  });

  it("writes nothing when it runs again", async () => {
    await run(dispatchOf("failed"));
    const before = writes();
    const { exitCode, summary } = await run(dispatchOf("failed"));
    expect([exitCode, writes()]).toEqual([0, before]);
    expect(summary).toContain("failure (equal)");
  });

  it("tries again when GitHub does not answer", async () => {
    github.faults.add({ fault: "bad-gateway", when: "after", method: "POST", times: 1 });
    expect((await run(dispatchOf("failed"))).exitCode).toBe(0);
    expect(writes()).toEqual(["gitops/dev/cart/dev failure"]);
  });

  it.each([
    ["a commit that GitHub does not know", () => dispatchOf("succeeded", "f".repeat(40)), "**not reported**"],
    ["a dispatch of somebody else", () => ({ action: "deploy", client_payload: {} }), "Flux event refused"],
    ["no dispatch", () => ({}), "no repository_dispatch"],
  ])("fails on %s, and says why", async (_, payload, why) => {
    const { exitCode, summary } = await run(payload());
    expect([exitCode, summary]).toEqual([1, expect.stringContaining(why)]);
  });

  it("shows neither its token nor what a team wrote into the event", async () => {
    const runs = [
      await run(dispatchOf("succeeded")),
      await run(dispatchOf("failed"), { GITHUB_TOKEN: `${TOKEN}-old`, PATIENCE_SECONDS: "1" }),
    ];
    const everything = runs.map(({ output, summary }) => output + summary).join("\n");
    expect(everything).not.toContain(TOKEN);
    expect(everything).not.toContain(PAYLOAD);
  });
});
