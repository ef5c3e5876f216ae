import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { startConnector, type ConnectorProcess } from "../../examples/demo/src/connector-process.ts";
import { BOT, pipeline, startCartDelivery, TEMPLATE } from "./cart-delivery.ts";
import { eventOf, SECRETS, sign } from "./connector-rig.ts";

let delivery: Awaited<ReturnType<typeof startCartDelivery>>;
let folder: string;
let connector: ConnectorProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "expectations-"));
  await writeFile(join(folder, "pipeline.yaml"), JSON.stringify(pipeline.spec));
  delivery = await startCartDelivery();
  await delivery.submit(delivery.release(await delivery.pushTemplate(TEMPLATE), 1));
});
afterEach(async () => {
  await connector.end("SIGTERM");
  await delivery.github.close();
  await rm(folder, { recursive: true });
});

async function start(): Promise<void> {
  connector = await startConnector({
    FLUX_WEBHOOK_SECRETS: `dev=${SECRETS.flux}`,
    GITHUB_API_URL: delivery.github.url,
    GITHUB_TOKEN: BOT.token,
    GITHUB_WRITES_PER_MINUTE: "6000",
    MANIFESTS_REPO: pipeline.repository,
    PIPELINE_FILE: join(folder, "pipeline.yaml"),
    LANE_FILE: join(folder, "lane.db"),
  });
}

/** Statuses of the target of dev/cart, in the order in which they were written. */
function written(): readonly (readonly [state: unknown, description: unknown, url: unknown])[] {
  return delivery.github.calls
    .filter(({ route, status }) => route === "POST /repos/{owner}/{repo}/statuses/{sha}" && status < 300)
    .map(({ requestBody }) => requestBody as Readonly<Record<string, unknown>>)
    .filter(({ context }) => context === "gitops/dev/cart/dev")
    .map(({ state, description, target_url: url }) => [state, description, url]);
}

it("shows what was merged as waiting for Flux, once, whichever process says so", async () => {
  await start();
  const waiting = ["pending", expect.stringContaining("Waiting for Flux to report"), undefined];
  await expect.poll(written).toEqual([waiting]);
  await connector.end("SIGKILL");
  await start();
  const commit = await delivery.liveCommit("dev/cart");
  const body = eventOf("cart", commit);
  const headers = { "x-signature": sign(body, SECRETS.flux) };
  expect((await fetch(`${connector.url}/flux/dev`, { method: "POST", body, headers })).status).toBe(202);
  const reported = [waiting, ["success", expect.any(String), undefined]];
  await expect.poll(written).toEqual(reported);
  expect(await connector.end("SIGTERM")).toBe(0);
  expect(written()).toEqual(reported);
});
