import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseFluxEvent } from "@gitops/flux-events";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { startConnector, type Connector } from "../src/connector.ts";
import type { EventLane } from "../src/lane/event-lane.ts";
import { openLane } from "../src/lane/open-lane.ts";
import type { Log } from "../src/log.ts";
import { createMetrics } from "../src/metrics.ts";
import { readSettings } from "../src/settings.ts";

let github: EmbeddedGitHub;
let connector: Connector;
let lane: EventLane;
let folder: string;
let commit: string;
let logged: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "connector-"));
  github = await startGitHub();
  commit = (await github.createRepository("acme/fleet", { files: { "apps/app.yaml": "kind: ConfigMap" } })).head ?? "";
  await github.createRepository("acme/shop", { files: { "README.md": "The shop" } });
  const settings = readSettings({
    FLUX_WEBHOOK_SECRETS: "dev=secret-of-dev",
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: github.token,
    MANIFESTS_REPO: "acme/fleet",
    CODE_REPO: "acme/shop",
    EXPECT_KUSTOMIZATIONS: "infrastructure,apps",
    LANE_FILE: join(folder, "lane.db"),
  })._unsafeUnwrap();
  logged = [];
  const log: Log = (...entry) => void logged.push(JSON.stringify(entry));
  lane = await openLane(settings.lane, log);
  connector = await startConnector(settings, { lane, metrics: createMetrics(), log });
});

afterEach(async () => {
  await connector.stop();
  await lane.close();
  await github.close();
  await rm(folder, { recursive: true });
});

async function flux(name: string): Promise<void> {
  const event = parseFluxEvent(
    JSON.stringify({
      involvedObject: { kind: "Kustomization", namespace: "flux-system", name },
      severity: "info",
      timestamp: "2026-01-01T00:00:00Z",
      message: "Reconciliation finished in 1s, next run in 10m0s",
      reason: "ReconciliationSucceeded",
      metadata: { revision: `main@sha1:${commit}`, summary: "text-of-a-team" },
      reportingController: "kustomize-controller",
    }),
  )._unsafeUnwrap();
  expect((await connector.reporter.accept(event, { cluster: "dev", id: name }))._unsafeUnwrap()).toBe("stored");
}

function writes(route: string): readonly unknown[] {
  return github.calls.filter((call) => call.route === route && call.status < 300).map(({ requestBody }) => requestBody);
}

describe("the connector without a pipeline", () => {
  it("reports each Kustomization on the commit that Flux names, and dispatches when all of them succeeded", async () => {
    await flux("infrastructure");
    await expect
      .poll(() => writes("POST /repos/{owner}/{repo}/statuses/{sha}"))
      .toContainEqual(expect.objectContaining({ context: "gitops/dev/fleet/infrastructure", state: "success" }));
    expect(writes("POST /repos/{owner}/{repo}/dispatches")).toEqual([]);

    await flux("apps");
    await expect
      .poll(() => writes("POST /repos/{owner}/{repo}/dispatches"), { timeout: 10_000 })
      .toMatchObject([{ event_type: "gitops.deployed", client_payload: { environment: "dev", result: "success" } }]);
  });

  it("logs what it did, and nothing that a team wrote into an event", async () => {
    await flux("infrastructure");
    await expect.poll(() => logged.join("\n")).toContain("gitops.reporter.handled");
    expect(logged.join("\n")).toContain('"flux.object.name":"infrastructure"');
    expect(logged.join("\n")).not.toContain("text-of-a-team");
  });

  it("ends what it has begun when it stops, and leaves the rest to the next process", async () => {
    await flux("infrastructure");
    await connector.stop();
    const reported = writes("POST /repos/{owner}/{repo}/statuses/{sha}").length > 0;
    expect((await lane.pending())._unsafeUnwrap()).toBe(reported ? 0 : 1);
  });
});
