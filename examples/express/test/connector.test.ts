import { parseFluxEvent } from "@gitops/flux-events";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { startConnector, type Connector } from "../src/connector.ts";
import { createMetrics } from "../src/metrics.ts";
import { readSettings } from "../src/settings.ts";

let github: EmbeddedGitHub;
let connector: Connector;
let commit: string;

beforeEach(async () => {
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
  })._unsafeUnwrap();
  connector = await startConnector(settings, { metrics: createMetrics(), log: () => undefined });
});

afterEach(async () => {
  await connector.stop();
  await github.close();
});

async function flux(name: string): Promise<void> {
  const event = parseFluxEvent(
    JSON.stringify({
      involvedObject: { kind: "Kustomization", namespace: "flux-system", name },
      severity: "info",
      timestamp: "2026-01-01T00:00:00Z",
      message: "Reconciliation finished in 1s, next run in 10m0s",
      reason: "ReconciliationSucceeded",
      metadata: { revision: `main@sha1:${commit}` },
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

  it("reports what it accepted before it stops", async () => {
    await flux("infrastructure");
    await connector.stop();
    expect(writes("POST /repos/{owner}/{repo}/statuses/{sha}")).not.toEqual([]);
  });
});
