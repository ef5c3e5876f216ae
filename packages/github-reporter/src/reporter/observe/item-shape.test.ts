import { describe, expect, it } from "vitest";

import { isEvent, isExpectation } from "./item-shape.ts";

const event = { involvedObject: { kind: "Kustomization", name: "cart" }, metadata: {}, message: "", reason: "" };
const received = { event, cluster: "dev", receivedAt: "2026-03-02T10:00:00Z" };
const slot = { repository: "acme/shop-manifests", slot: "dev/cart", targets: ["dev"] };
const expectation = { slot, revision: "a", since: "2026-03-02T10:00:00Z", deadline: "2026-03-02T10:15:00Z" };
const itemOf = (body: unknown) => ({ id: "1", key: "slot", group: "github", body });

describe("an item of a lane", () => {
  it("is an event, or an expectation", () => {
    expect([isEvent(itemOf(received)), isExpectation(itemOf(received))]).toEqual([true, false]);
    expect([isEvent(itemOf({ expectation })), isExpectation(itemOf({ expectation }))]).toEqual([false, true]);
  });

  it.each([
    { ...received, event: { ...event, message: undefined } },
    { ...received, event: { ...event, reason: 7 } },
    { expectation: { ...expectation, since: "yesterday" } },
    { expectation: { ...expectation, deadline: "" } },
    { expectation: { ...expectation, slot: { ...slot, targets: [null] } } },
  ])("is neither when what it says could not be read: %j", (body) => {
    expect([isEvent(itemOf(body)), isExpectation(itemOf(body))]).toEqual([false, false]);
  });
});
