import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { readBytes } from "../http/read-bytes.ts";
import { openTestBed, type TestBed } from "../test-bed.ts";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const SECRET = "a webhook secret";

describe("webhooks", () => {
  let bed: TestBed;
  let server: Server;
  let received: Received[];
  let answer: number;

  beforeEach(async () => {
    received = [];
    answer = 202;
    server = createServer((request, response) => {
      void readBytes(request).then((bytes) => {
        const text = bytes.toString();
        received.push({ headers: request.headers, text, payload: JSON.parse(text) as Received["payload"] });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
    server.close();
  });

  function listen(...events: Parameters<TestBed["github"]["addWebhook"]>[1]["events"]): void {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/github`;
    bed.github.addWebhook("acme/shop", { url, secret: SECRET, events });
  }

  async function events(): Promise<readonly string[]> {
    await bed.github.idle();
    return received.map(({ headers, payload }) => {
      const event = String(headers["x-github-event"]);
      return typeof payload["action"] === "string" ? `${event}.${payload["action"]}` : event;
    });
  }

  it("are signed with their secret and named in headers", async () => {
    listen("status");
    await bed.call(`POST /statuses/${bed.head}`, { state: "success", context: "ci" });
    await bed.github.idle();
    const [delivery] = received;

    expect(delivery?.headers).toMatchObject({
      "content-type": "application/json",
      "x-github-event": "status",
      "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET)
        .update(delivery?.text ?? "")
        .digest("hex")}`,
      "x-github-delivery": bed.github.deliveries[0]?.id,
    });
    expect(delivery?.payload).toMatchObject({
      sha: bed.head,
      state: "success",
      context: "ci",
      branches: [{ name: "main" }],
      repository: { full_name: "acme/shop" },
      organization: { login: "acme" },
      sender: { login: "bot" },
    });
  });

  it("get only the events that they asked for, once each, and all with *", async () => {
    listen("push");
    listen("*");
    await bed.branch("topic", { topic: "1" });

    expect([...(await events())].sort()).toEqual(["create", "push", "push"]);
  });

  it("tell of a push with its commits and their files", async () => {
    listen("push");
    const first = await bed.branch("main", { topic: "1", "deploy/front.yaml": null });
    const second = await bed.branch("main", { "README.md": "x" }, first);
    await bed.call("PATCH /git/refs/heads/main", { sha: bed.head, force: true });
    await bed.github.idle();
    const pushes = received.map(({ payload }) => payload).sort((a, b) => Number(a["forced"]) - Number(b["forced"]));

    expect(pushes[0]).toMatchObject({
      ref: "refs/heads/main",
      before: bed.head,
      after: first,
      created: false,
      forced: false,
      commits: [{ id: first, added: ["topic"], removed: ["deploy/front.yaml"], modified: [] }],
      head_commit: { id: first, author: { username: "bot" } },
      pusher: { name: "bot" },
    });
    expect(pushes.at(-1)).toMatchObject({ before: second, after: bed.head, forced: true, commits: [] });
  });

  it("tell of a branch that comes and goes", async () => {
    listen("push", "create", "delete");
    await bed.branch("topic", { topic: "1" });
    await bed.call("DELETE /git/refs/heads/topic");

    expect([...(await events())].sort()).toEqual(["create", "delete", "push", "push"]);
    const last = received.findLast(({ headers }) => headers["x-github-event"] === "push");
    expect(last?.payload).toMatchObject({ deleted: true, after: "0".repeat(40), commits: [], head_commit: null });
  });

  it("tell of the life of a pull request", async () => {
    const head = await bed.branch("topic", { topic: "1" });
    listen("pull_request", "pull_request_review", "issue_comment");
    await bed.call("POST /pulls", { title: "Topic", head: "topic", base: "main" });
    await bed.github.idle();
    await bed.branch("topic", { topic: "2" }, head);
    await bed.call("PATCH /pulls/1", { title: "New title" });
    await bed.call("POST /pulls/1/requested_reviewers", { reviewers: ["ada"] });
    await bed.call("POST /issues/1/labels", { labels: ["x"] });
    await bed.call("POST /issues/1/comments", { body: "hm" });
    await bed.call("POST /pulls/1/reviews", { event: "APPROVE" }, "ada");
    await bed.call("PUT /pulls/1/merge", {});

    expect([...(await events())].sort()).toEqual([
      "issue_comment.created",
      "pull_request.closed",
      "pull_request.edited",
      "pull_request.labeled",
      "pull_request.opened",
      "pull_request.review_requested",
      "pull_request.synchronize",
      "pull_request_review.submitted",
    ]);
    const closed = received.find(({ payload }) => payload["action"] === "closed");
    expect(closed?.payload["pull_request"]).toMatchObject({ merged: true, merged_by: { login: "bot" } });
  });

  it("tell of deployments and their statuses", async () => {
    listen("deployment", "deployment_status");
    const body = { ref: "main", auto_merge: false, required_contexts: [], environment: "dev" };
    const { id } = (await bed.call<{ id: number }>("POST /deployments", body)).body;
    await bed.call(`POST /deployments/${id}/statuses`, { state: "success" });

    expect([...(await events())].sort()).toEqual(["deployment.created", "deployment_status.created"]);
  });

  it("tell of a dispatch by the name of its event", async () => {
    listen("repository_dispatch");
    await bed.call("POST /dispatches", { event_type: "deployed", client_payload: { id: "r1" } });

    expect(await events()).toEqual(["repository_dispatch.deployed"]);
    expect(received[0]?.payload).toMatchObject({ client_payload: { id: "r1" }, branch: "main" });
  });

  it("are tried once, whatever the receiver answers", async () => {
    listen("status");
    answer = 500;
    await bed.call(`POST /statuses/${bed.head}`, { state: "success" });
    await bed.github.idle();
    bed.github.addWebhook("acme/shop", { url: "http://127.0.0.1:9/", secret: SECRET, events: ["status"] });
    await bed.call(`POST /statuses/${bed.head}`, { state: "failure" });
    await bed.github.idle();

    expect(received).toHaveLength(2);
    expect(bed.github.deliveries.map(({ status }) => status).sort()).toEqual([500, 500, undefined]);
    expect(bed.github.deliveries[0]).toMatchObject({ event: "status", repository: "acme/shop" });
  });

  it("do not keep the caller waiting", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    server.removeAllListeners("request").on("request", (_, response) => void held.then(() => response.end()));
    listen("status");
    const posted = await bed.call(`POST /statuses/${bed.head}`, { state: "success" });

    expect(posted.status).toBe(201);
    expect(bed.github.deliveries).toEqual([]);
    release();
    await bed.github.idle();
    expect(bed.github.deliveries).toHaveLength(1);
  });
});
