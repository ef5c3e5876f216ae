import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { parseFluxEvent } from "../event/parse.ts";
import { parseEventHubMessage, parseNatsMessage, parsePubSubMessage, parsePubSubPush } from "./brokers.ts";
import { parseGitHubDispatch } from "./github-dispatch.ts";

const json: unknown = JSON.parse(
  readFileSync(new URL("../reasons/kustomize-controller.sample.json", import.meta.url), "utf8"),
);
const body = JSON.stringify(json);
const bytes = new TextEncoder().encode(body);
const event = parseFluxEvent(body)._unsafeUnwrap();

/** The body of GitHub's webhook for a dispatch of Flux. */
const dispatch = JSON.stringify({
  action: "Kustomization/cart.flux-system",
  branch: "main",
  client_payload: json,
  repository: { full_name: "acme/shop-manifests" },
  sender: { login: "acme-flux" },
});
const push = JSON.stringify({
  message: { data: Buffer.from(body).toString("base64"), messageId: "1", publishTime: "2026-11-22T21:47:05Z" },
  subscription: "projects/acme/subscriptions/flux",
});

describe("the event of a message broker", () => {
  it.each([
    ["a repository_dispatch", () => parseGitHubDispatch(dispatch)],
    ["a repository_dispatch in bytes", () => parseGitHubDispatch(new TextEncoder().encode(dispatch))],
    ["NATS", () => parseNatsMessage({ data: bytes })],
    ["Pub/Sub", () => parsePubSubMessage({ data: Buffer.from(body) })],
    ["a push of Pub/Sub", () => parsePubSubPush(push)],
    ["Event Hubs as parsed JSON", () => parseEventHubMessage({ body: json })],
    ["Event Hubs as text", () => parseEventHubMessage({ body })],
    ["Event Hubs as bytes", () => parseEventHubMessage({ body: Buffer.from(body) })],
  ])("is the same event as that of a webhook: %s", (_, parse) => {
    expect(parse()._unsafeUnwrap()).toEqual(event);
  });

  it.each([
    ["a dispatch of somebody else", () => parseGitHubDispatch('{"action":"deploy","client_payload":{"id":1}}')],
    ["a dispatch without a payload", () => parseGitHubDispatch('{"action":"deploy"}')],
    ["a dispatch that is no object", () => parseGitHubDispatch("[]")],
    ["an event instead of a dispatch", () => parseGitHubDispatch(body)],
    ["a push without data", () => parsePubSubPush('{"message":{"attributes":{}}}')],
    ["a push whose data is no event", () => parsePubSubPush('{"message":{"data":"!!"}}')],
    ["a push without a message", () => parsePubSubPush("null")],
    ["an empty message of NATS", () => parseNatsMessage({ data: new Uint8Array() })],
    ["a message of Event Hubs without a body", () => parseEventHubMessage({ body: undefined })],
  ])("refuses %s", (_, parse) => {
    expect(parse()._unsafeUnwrapErr().code).toBe("FLUX_EVENT_MALFORMED");
  });

  it("says what is missing of a dispatch", () => {
    expect(parseGitHubDispatch('{"action":"deploy"}')._unsafeUnwrapErr().message).toContain("client_payload");
  });
});
