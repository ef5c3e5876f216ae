import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";

describe("the example of the README", () => {
  let github: EmbeddedGitHub;
  let commit: string;
  let folder: string;
  let receive: (request: Request) => Promise<Response>;

  beforeAll(async () => {
    github = await startGitHub({ accounts: [{ login: "acme-gitops[bot]", token: "token-of-the-bot" }] });
    commit =
      (await github.createRepository("acme/fleet", { files: { "apps/cart.yaml": "kind: Deployment" } })).head ?? "";
    vi.stubEnv("GITHUB_API_URL", github.url);
    vi.stubEnv("GITHUB_TOKEN", github.token);
    vi.stubEnv("FLUX_WEBHOOK_SECRET", "secret-of-prod-eu");
    folder = await mkdtemp(join(tmpdir(), "readme-"));
    vi.stubEnv("LANE_FILE", join(folder, "lane.db"));
    vi.spyOn(console, "log").mockReturnValue(undefined);
    ({ receive } = await import("../../docs/readme.examples.ts"));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await closeGitHub(github);
    await rm(folder, { recursive: true });
  });

  function fluxEvent(secret: string): Request {
    const body = JSON.stringify({
      involvedObject: { kind: "Kustomization", namespace: "flux-system", name: "cart" },
      severity: "info",
      timestamp: "2026-01-01T00:00:00Z",
      message: "Reconciliation finished in 1s, next run in 10m0s",
      reason: "ReconciliationSucceeded",
      metadata: { revision: `main@sha1:${commit}` },
      reportingController: "kustomize-controller",
    });
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    const headers = { "x-signature": `sha256=${signature}` };
    return new Request("https://receiver.test/", { method: "POST", body, headers });
  }

  it("shows on the commit what Flux reports", async () => {
    expect((await receive(fluxEvent("secret-of-prod-eu"))).status).toBe(202);
    await expect
      .poll(() => github.calls.filter(({ route }) => route === "POST /repos/{owner}/{repo}/statuses/{sha}"), {
        timeout: 20_000,
      })
      .toMatchObject([{ requestBody: { context: "gitops/prod-eu/cart/prod-eu", state: "success" } }]);
  });

  it("refuses what is not signed with its secret", async () => {
    expect((await receive(fluxEvent("guess"))).status).toBe(401);
  });
});
