import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";

import { createGitHubClient } from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { freePort } from "../../examples/demo/src/connector-process.ts";
import { startPostgres } from "../contract/lanes/postgres.ts";
import { contextOf, type Rig, SECRETS, startRig } from "./connector-rig.ts";

const execute = promisify(execFile);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const hasPgBoss = major > 22 || (major === 22 && minor >= 12);
const PRLIMIT = "/usr/bin/prlimit";
const names = Array.from({ length: 24 }, (_, index) => `app-${index}`);

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

/** Every event that was accepted is reported, and each status is written once. */
async function expectEachOnce(reported: readonly string[]): Promise<void> {
  const expected = new Map(reported.map((name) => [contextOf(name), 1]));
  await expect.poll(() => rig.written().size, { timeout: 60_000 }).toBe(expected.size);
  expect(rig.written()).toEqual(expected);
}

/** What a connector said that did not start. */
async function refusal(settings: Readonly<Record<string, string>> = {}): Promise<string> {
  return rig.start(settings).then(
    () => "it started",
    (error: unknown) => (error as Error).message,
  );
}

/** Makes GitHub slow enough that work is going on whenever something happens. */
function slowGitHub(): void {
  rig.github.faults.add({ fault: "latency", method: "POST", milliseconds: 150, times: Infinity });
}

describe("the connector on a lane file", () => {
  it("reports after a SIGKILL what it had accepted, each write once", async () => {
    slowGitHub();
    const first = await rig.start();
    const answers = await Promise.all(names.map((name) => rig.flux(first, name)));
    expect(new Set(answers)).toEqual(new Set([202]));
    await expect.poll(() => rig.written().size).toBeGreaterThan(3);
    await first.end("SIGKILL");
    expect(rig.written().size).toBeLessThan(names.length);

    const second = await rig.start();
    // Flux repeats what it does not know to have arrived.
    expect(await rig.flux(second, "app-0")).toBe(202);
    await expectEachOnce(names);
  });

  it("loses nothing to a SIGTERM under load, and exits with 0", async () => {
    slowGitHub();
    const first = await rig.start();
    const accepted: string[] = [];
    const send = async (name: string): Promise<void> => {
      // One that is not accepted is refused or finds nobody: Flux comes again.
      if ((await rig.flux(first, name).catch(() => 0)) === 202) accepted.push(name);
    };
    const sending = names.map((name, index) =>
      new Promise((resolve) => setTimeout(resolve, index * 20)).then(() => send(name)),
    );
    await expect.poll(() => accepted.length).toBeGreaterThan(5);
    expect(await first.end("SIGTERM")).toBe(0);
    await Promise.all(sending);
    expect(rig.written().size).toBeLessThan(accepted.length);

    await rig.start();
    await expectEachOnce(accepted);
  });

  it("ends at once after a second signal, and loses nothing either", async () => {
    rig.github.faults.add({ fault: "latency", method: "POST", milliseconds: 5_000, times: 1 });
    const first = await rig.start();
    expect(await rig.flux(first, "app-0")).toBe(202);
    const ended = first.end("SIGTERM");
    await expect.poll(() => first.log.join("\n")).toContain('"stopping"');
    expect(await first.end("SIGTERM")).toBe(143);
    await ended;

    await rig.start();
    await expectEachOnce(["app-0"]);
  });

  it("is alone: a second process on the file says so, and ends", async () => {
    await rig.start();
    const said = await refusal();
    expect(said).toContain(`LANE_FILE is ${rig.laneFile}`);
    expect(said).toContain("Another process or another lane has the lane's file open");
  });

  it("does not start when the file cannot be a lane, and says why", async () => {
    expect(await refusal({ LANE_FILE: `${rig.laneFile}/lane.db` })).toContain("its folder does not exist");
    await writeFile(rig.laneFile, "no database, and longer than the header of one would be".repeat(10));
    expect(await refusal()).toContain("no SQLite database");
  });

  it("takes events while GitHub does not answer at its start, and reports them when it does", async () => {
    rig.github.faults.add({ fault: "bad-gateway", when: "before", times: Infinity });
    const first = await rig.start();
    expect(await rig.flux(first, "app-0")).toBe(202);
    await first.end("SIGKILL");
    const second = await rig.start();
    expect(await rig.flux(second, "app-0")).toBe(202);
    expect(await rig.flux(second, "app-1")).toBe(202);
    await expect.poll(() => second.log.join("\n"), { timeout: 20_000 }).toContain("events are stored meanwhile");
    rig.github.faults.clear();
    await expectEachOnce(["app-0", "app-1"]);
    expect(await rig.flux(second, "app-1")).toBe(202);
    expect(await rig.flux(second, "app-2")).toBe(202);
    await expectEachOnce(["app-0", "app-1", "app-2"]);
    expect(await second.end("SIGTERM")).toBe(0);
  });

  it("ends with 0 by a SIGTERM while GitHub does not answer", async () => {
    rig.github.faults.add({ fault: "latency", milliseconds: 3_600_000, times: Infinity });
    const connector = await rig.start();
    expect(await rig.flux(connector, "app-0")).toBe(202);
    expect(await connector.end("SIGTERM")).toBe(0);
    rig.github.faults.clear();
    await rig.start();
    await expectEachOnce(["app-0"]);
  });

  it("waits for a pipeline that can be read, but not for a local file", async () => {
    const file = ".gitops/pipeline.yaml";
    await rig.github.createRepository("acme/broken", { files: { [file]: "apps: [" } });
    const waiting = { MANIFESTS_REPO: "acme/broken", LANE_FILE: `${rig.laneFile}-2` };
    const connector = await rig.start(waiting);
    const log = (): string => connector.log.join("\n");
    expect(await rig.flux(connector, "app-0")).toBe(202);
    await expect.poll(log, { timeout: 20_000 }).toContain("PIPELINE_INVALID");
    const { request } = createGitHubClient({ auth: { token: SECRETS.token }, baseUrl: rig.github.url });
    const place = { owner: "acme", repo: "broken", path: file };
    const { data } = await request("GET /repos/{owner}/{repo}/contents/{path}", place);
    const sha = "sha" in data ? data.sha : "";
    await request("DELETE /repos/{owner}/{repo}/contents/{path}", { ...place, message: "Remove it", sha });
    await expect.poll(log, { timeout: 20_000 }).toContain("no pipeline: reporting only");
    await writeFile(`${rig.laneFile}.yaml`, "apps: [");
    const said = await refusal({ PIPELINE_FILE: `${rig.laneFile}.yaml`, LANE_FILE: `${rig.laneFile}-3` });
    expect(said).toContain("PIPELINE_FILE");
  });

  it("takes an event of 3 MiB, and keeps it over a SIGKILL", async () => {
    const first = await rig.start();
    rig.github.faults.add({ fault: "bad-gateway", when: "before", times: Infinity });
    expect(await rig.flux(first, "large", { size: 3 * 1024 * 1024 })).toBe(202);
    expect(await rig.flux(first, "too-large", { size: 3 * 1024 * 1024 + 1 })).toBe(413);
    await first.end("SIGKILL");
    rig.github.faults.clear();
    await rig.start();
    await expectEachOnce(["large"]);
  });

  it("tells nothing of its secrets when GitHub, Flux or a webhook are refused", async () => {
    const connector = await rig.start();
    expect(await rig.flux(connector, "app-0", { secret: "guess" })).toBe(401);
    const webhook = await fetch(`${connector.url}/github`, { method: "POST", body: "{}" });
    expect(webhook.status).toBe(401);
    // A commit that GitHub does not know: the event becomes a dead letter.
    expect(await rig.flux(connector, "app-0", { commit: "0".repeat(40) })).toBe(202);
    const metrics = async (): Promise<string> => (await fetch(`${connector.url}/metrics`)).text();
    await expect.poll(metrics, { timeout: 20_000 }).toContain("gitops_lane_dead_letters 1");
    expect(connector.log.join("\n")).toContain("gitops.reporter.rejected");
    const other = { GITHUB_TOKEN: "ghp_tokenThatExpired0123456789abcdef01234", LANE_FILE: `${rig.laneFile}-2` };
    const said = await refusal(other);
    expect(said).toContain("401");
    expect(said).not.toContain("tokenThatExpired");
  });

  it.skipIf(!existsSync(PRLIMIT))("answers 503 while the disk is full, and goes on when it is not", async () => {
    const connector = await rig.start();
    expect(await rig.flux(connector, "before")).toBe(202);
    await expectEachOnce(["before"]);
    const ready = async (): Promise<number> => (await fetch(`${connector.url}/readyz`)).status;
    await limitFiles(connector.pid, "4096");
    expect(await rig.flux(connector, "refused")).toBe(503);
    expect(await ready()).toBe(503);
    await limitFiles(connector.pid, "unlimited");
    expect(await rig.flux(connector, "after")).toBe(202);
    expect(await ready()).toBe(200);
    await expectEachOnce(["before", "after"]);
  });
});

/** The system refuses to let a file grow beyond the limit, as a full disk does. */
async function limitFiles(pid: number, bytes: string): Promise<void> {
  await execute(PRLIMIT, [`--pid=${pid}`, `--fsize=${bytes}:unlimited`]);
}

describe("dead letters", () => {
  it("are listed and replayed by a command beside the connector", async () => {
    const ADMIN_PORT = String(await freePort());
    const connector = await rig.start({ ADMIN_PORT });
    const command = async (...args: readonly string[]): Promise<string> => {
      const script = ["--conditions=@gitops/source", "--import", "tsx", "examples/express/src/dead-letters.ts"];
      const env = { ...process.env, ADMIN_PORT };
      return (await execute(process.execPath, [...script, ...args], { env })).stdout;
    };
    expect(await rig.flux(connector, "app-0", { commit: "0".repeat(40) })).toBe(202);
    await expect.poll(() => command("list"), { timeout: 20_000 }).toContain("app-0 ReconciliationSucceeded");
    expect(await command("replay", "--all")).toBe("1 replayed\n");
    await expect.poll(() => command("list"), { timeout: 20_000 }).toContain('"why"');
  });
});

describe("the connector on Postgres", () => {
  it.skipIf(hasPgBoss)("says which Node it needs", async () => {
    expect(await refusal({ DATABASE_URL: "postgres://db/connector" })).toContain("needs Node 22.12 or later");
  });

  it.runIf(hasPgBoss)("answers 503 while Postgres is down, and goes on when it is up", async () => {
    const postgres = await startPostgres();
    try {
      const settings = { DATABASE_URL: postgres.url };
      const replicas = [await rig.start(settings), await rig.start(settings)] as const;
      expect(await rig.flux(replicas[0], "before")).toBe(202);
      expect(await rig.flux(replicas[1], "beside")).toBe(202);
      await postgres.crash();
      expect(await rig.flux(replicas[0], "refused")).toBe(503);
      expect((await fetch(`${replicas[0].url}/readyz`)).status).toBe(503);
      await postgres.start();
      await expect.poll(() => rig.flux(replicas[0], "after"), { timeout: 20_000 }).toBe(202);
      await expectEachOnce(["before", "beside", "after"]);
      expect(await replicas[1].end("SIGTERM")).toBe(0);
      expect(await replicas[0].end("SIGTERM")).toBe(0);
    } finally {
      await postgres.remove();
    }
  });

  it.runIf(hasPgBoss)("does not start without a Postgres that answers, and does not repeat its address", async () => {
    const said = await refusal({ DATABASE_URL: "postgres://me:pass-of-db@127.0.0.1:9/connector" });
    expect(said).toContain("Postgres cannot be used: connect ECONNREFUSED");
    expect(said).not.toContain("pass-of-db");
  });
});
