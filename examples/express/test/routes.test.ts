import { createHmac } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

import {
  createGitHubClient,
  createReporter,
  memoryLane,
  type ManagedLane,
  type ReporterItem,
} from "@gitops/github-reporter";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createApp } from "../src/app.ts";
import { createHttpServer } from "../src/http-server.ts";
import { createMetrics } from "../src/metrics.ts";
import { createReadiness, type Readiness } from "../src/readiness.ts";
import { readSettings } from "../src/settings.ts";

const settings = readSettings({
  FLUX_WEBHOOK_SECRETS: "dev=secret-of-dev,prod=secret-of-prod",
  GITHUB_TOKEN: "token",
  GITHUB_WEBHOOK_SECRET: "secret-of-github",
  MANIFESTS_REPO: "acme/shop-manifests",
  CLUSTER: "dev",
})._unsafeUnwrap();

let server: Server;
let url: string;
let heard: string[];
let readiness: Readiness;
let lane: ManagedLane<ReporterItem>;

async function start(capacity: number): Promise<void> {
  lane = memoryLane<ReporterItem>({ capacity });
  readiness = createReadiness(lane);
  const reporter = createReporter({
    // Nothing is handled here: what is accepted stays in the lane.
    client: createGitHubClient({ auth: { token: "unused" }, baseUrl: "http://127.0.0.1:9" }),
    lane,
    identity: { logins: ["bot"] },
    resolveTarget: (event) => ({
      repository: "acme/shop-manifests",
      slot: `dev/${event.involvedObject.name}`,
      environment: "dev",
      app: event.involvedObject.name,
      path: "envs/dev/cart",
      target: "dev",
      targets: ["dev"],
      next: [],
    }),
  });
  heard = [];
  const app = createApp(settings, {
    reporter,
    onGitHubEvent: (name) => {
      heard.push(name);
    },
    readiness,
    metrics: createMetrics(),
    log: () => undefined,
  });
  server = createHttpServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => start(10));
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function fluxEvent(metadata: Readonly<Record<string, string>> = {}, name = "cart"): string {
  return JSON.stringify({
    involvedObject: { kind: "Kustomization", namespace: "flux-system", name },
    severity: "info",
    timestamp: "2026-01-01T00:00:00Z",
    message: "Reconciliation finished in 1s, next run in 10m0s",
    reason: "ReconciliationSucceeded",
    metadata: { revision: `main@sha1:${"a".repeat(40)}`, ...metadata },
    reportingController: "kustomize-controller",
  });
}

function sign(body: string | Buffer, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

async function postRaw(
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | undefined }> {
  const sent = request(`${url}/flux/dev`, { method: "POST", headers });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  answer.resume();
  return { status: answer.statusCode };
}

async function post(path: string, body: string, secret?: string, header = "x-signature"): Promise<Response> {
  const signature = secret && sign(body, secret);
  return fetch(url + path, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...(signature && { [header]: signature }) },
  });
}

describe("POST /flux/:cluster", () => {
  it("answers 202 to a signed event, and again to its repetition", async () => {
    const answers = [
      await post("/flux/dev", fluxEvent(), "secret-of-dev"),
      await post("/flux/dev", fluxEvent(), "secret-of-dev"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await answers[1]?.json()).toMatchObject({ result: "duplicate" });
  });

  it("answers 400 to an address that cannot be decoded", async () => {
    expect((await post("/flux/%E0%A4%A", fluxEvent(), "secret-of-dev")).status).toBe(400);
  });

  it("answers at /flux for the default cluster", async () => {
    expect((await post("/flux", fluxEvent(), "secret-of-dev")).status).toBe(202);
  });

  it("knows a secret that Flux read from a file with a line end", async () => {
    expect((await post("/flux/dev", fluxEvent(), "secret-of-dev\n")).status).toBe(202);
  });

  it.each([
    ["without a signature", "/flux/dev", undefined],
    ["with the secret of another cluster", "/flux/dev", "secret-of-prod"],
    ["for a cluster that has no secret", "/flux/lab", "secret-of-dev"],
  ])("answers 401 %s, and tells nothing more", async (_, path, secret) => {
    const answer = await post(path, fluxEvent(), secret);
    expect([answer.status, await answer.json()]).toEqual([401, { result: "UNAUTHORIZED" }]);
  });

  it("answers 400 to an event that names another cluster than its address", async () => {
    const answer = await post("/flux/dev", fluxEvent({ cluster: "prod" }), "secret-of-dev");
    expect([answer.status, await answer.json()]).toMatchObject([400, { result: "FLUX_CLUSTER_MISMATCH" }]);
  });

  it.each(["", "{", "[]", '{"involvedObject":{}}'])("answers 400 to the signed body %j", async (body) => {
    expect((await post("/flux/dev", body, "secret-of-dev")).status).toBe(400);
  });

  it("answers 413 to more than 3 MiB", async () => {
    const body = "x".repeat(3 * 1024 * 1024 + 1);
    expect((await post("/flux/dev", body, "secret-of-dev")).status).toBe(413);
    expect((await postRaw(body, { "transfer-encoding": "chunked" })).status).toBe(413);
    // The connection can be used again.
    expect((await post("/flux/dev", fluxEvent(), "secret-of-dev")).status).toBe(202);
  });

  it("takes an event of exactly 3 MiB, at once or in chunks", async () => {
    const event = fluxEvent({ summary: "" });
    const room = 3 * 1024 * 1024 - Buffer.byteLength(event);
    const body = fluxEvent({ summary: "x".repeat(room) });
    const signature = { "x-signature": sign(body, "secret-of-dev") };
    expect((await postRaw(body, { ...signature, "content-length": String(3 * 1024 * 1024) })).status).toBe(202);
    expect((await postRaw(body, { ...signature, "transfer-encoding": "chunked" })).status).toBe(202);
  });

  it("refuses a body that is compressed: signatures are over what is sent", async () => {
    const body = gzipSync(fluxEvent());
    const headers = { "content-encoding": "gzip", "x-signature": sign(body, "secret-of-dev") };
    expect((await postRaw(body, headers)).status).toBe(415);
  });

  it("answers 503 with Retry-After when it cannot store the event", async () => {
    server.close();
    await start(1);
    await post("/flux/dev", fluxEvent({}, "front"), "secret-of-dev");
    const answer = await post("/flux/dev", fluxEvent(), "secret-of-dev");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  });
});

describe("POST /github", () => {
  it("passes a signed webhook on", async () => {
    const answer = await post("/github", "{}", "secret-of-github", "x-hub-signature-256");
    expect([answer.status, heard]).toEqual([202, ["unknown"]]);
  });

  it("answers 401 to a wrong signature, and does nothing", async () => {
    const answer = await post("/github", "{}", "guess", "x-hub-signature-256");
    expect([answer.status, heard]).toEqual([401, []]);
  });
});

describe("a webhook that is signed but no JSON", () => {
  it("is answered with 400", async () => {
    expect((await post("/github", "{", "secret-of-github", "x-hub-signature-256")).status).toBe(400);
  });
});

describe("GET /readyz", () => {
  it("answers 503 while events cannot be stored, and 200 again after one was", async () => {
    await lane.close();
    expect((await post("/flux/dev", fluxEvent(), "secret-of-dev")).status).toBe(503);
    const answer = await fetch(`${url}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([503, "cannot store"]);
    readiness.noteStored(true);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it("answers 503 while the process stops", async () => {
    readiness.noteStopping();
    const answer = await fetch(`${url}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([503, "stopping"]);
  });
});

describe("the other routes", () => {
  it.each(["/healthz", "/readyz"])("answer 200 at %s", async (path) => {
    expect((await fetch(url + path)).status).toBe(200);
  });

  it("count events at /metrics by cluster and result", async () => {
    await post("/flux/dev", fluxEvent(), "secret-of-dev");
    await post("/flux/made-up", fluxEvent(), "secret-of-dev");
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('gitops_flux_events_total{cluster="dev",result="stored"} 1');
    expect(text).toContain('gitops_flux_events_total{cluster="unknown"');
    expect(text).not.toContain("made-up");
  });
});
