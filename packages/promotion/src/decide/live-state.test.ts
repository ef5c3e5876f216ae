import { describe, expect, it } from "vitest";

import { live, NOW, release, shopWith, SINCE, world } from "../../fixtures/world.ts";
import type { LiveView, SlotView } from "../world.ts";
import { liveState } from "./live-state.ts";

const r1 = release(1);

function slot(id: string, view: LiveView, pipeline = shopWith()): SlotView {
  const found = world({ pipeline, slots: { [id]: { live: view } } }).slots.find((one) => one.slot.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
}

const stateOf = (id: string, view: LiveView, pipeline = shopWith(), at = NOW): unknown =>
  liveState(slot(id, view, pipeline), at);

describe("a deployment", () => {
  it("is under way until every target has reported", () => {
    const half = live(r1, { "stage-eu": "success", "stage-us": "unknown" });
    expect(stateOf("stage/cart", half)).toMatchObject({
      phase: "deploying",
      waitingFor: ["stage-us"],
      deadline: "2026-01-01T12:20:00.000Z",
    });
  });

  it("has succeeded when every target and verification did", () => {
    expect(stateOf("dev/cart", live(r1, { dev: "success" }, { smoke: "success" }))).toMatchObject({
      phase: "succeeded",
      release: r1.id,
    });
  });

  it("has failed as soon as one target did that the policy needs", () => {
    const broken = live(r1, { "stage-eu": "success", "stage-us": "failure" });
    expect(stateOf("stage/cart", broken)).toMatchObject({
      phase: "failed",
      why: "deployment",
      detail: "stage-us: stage-us says failure",
    });
  });

  it("has failed when its time is over and a target said nothing", () => {
    const silent = live(r1, { "stage-eu": "success", "stage-us": "pending" });
    expect(stateOf("stage/cart", silent, shopWith(), "2026-01-01T12:20:00Z")).toMatchObject({
      phase: "failed",
      detail: "stage-us did not report until 2026-01-01T12:20:00.000Z",
    });
  });

  it("has all the time that the pipeline gives it", () => {
    const patient = shopWith({ stage: { success: { timeout: "2h" } } });
    const silent = live(r1, { "stage-eu": "success", "stage-us": "pending" });
    expect(stateOf("stage/cart", silent, patient, "2026-01-01T12:20:00Z")).toMatchObject({ phase: "deploying" });
  });

  it("recovers when the target succeeds after its time", () => {
    const late = live(r1, { "stage-eu": "success", "stage-us": "success" });
    expect(stateOf("stage/cart", late, shopWith(), "2026-01-02T12:20:00Z")).toMatchObject({ phase: "succeeded" });
  });

  it("that needs any target has succeeded with the first one, whatever the others say", () => {
    const any = shopWith({ stage: { success: { targets: "any" } } });
    expect(stateOf("stage/cart", live(r1, { "stage-eu": "success", "stage-us": "failure" }), any)).toMatchObject({
      phase: "succeeded",
    });
    expect(stateOf("stage/cart", live(r1, { "stage-eu": "pending", "stage-us": "failure" }), any)).toMatchObject({
      phase: "deploying",
      waitingFor: ["stage-eu"],
    });
    expect(stateOf("stage/cart", live(r1, { "stage-eu": "failure", "stage-us": "failure" }), any)).toMatchObject({
      phase: "failed",
    });
  });

  it("that needs a number of targets has failed once that number cannot be reached", () => {
    const two = shopWith({ stage: { success: { targets: { atLeast: 2 } } } });
    expect(stateOf("stage/cart", live(r1, { "stage-eu": "failure", "stage-us": "pending" }), two)).toMatchObject({
      phase: "failed",
    });
  });

  it("of no target never succeeds", () => {
    expect(stateOf("stage/cart", live(r1, {}))).toMatchObject({ phase: "deploying" });
  });
});

describe("a verification", () => {
  it("is waited for once the targets succeeded, from the time of the last of them", () => {
    expect(stateOf("dev/cart", live(r1, { dev: "success" }, { smoke: "pending" }))).toMatchObject({
      phase: "verifying",
      waitingFor: ["smoke"],
      since: SINCE,
      deadline: "2026-01-01T12:50:00.000Z",
    });
  });

  it("that fails is a failure", () => {
    expect(stateOf("dev/cart", live(r1, { dev: "success" }, { smoke: "failure" }))).toMatchObject({
      phase: "failed",
      why: "verification",
      detail: "smoke: tests",
    });
  });

  it("that says nothing in its time is a failure", () => {
    const silent = live(r1, { dev: "success" }, { smoke: "pending" });
    expect(stateOf("dev/cart", silent, shopWith(), "2026-01-01T12:50:00Z")).toMatchObject({
      phase: "failed",
      why: "verification",
      detail: "smoke did not report until 2026-01-01T12:50:00.000Z",
    });
  });
});

describe("a slot", () => {
  it("that was never deployed is empty", () => {
    const [view] = world().slots;
    expect(view && liveState(view, NOW)).toEqual({ phase: "empty" });
  });

  it("that cannot be read says why, whatever else is known", () => {
    const [view] = world({ slots: { "dev/cart": { problem: "the lock is no JSON" } } }).slots;
    expect(view && liveState(view, NOW)).toEqual({ phase: "unreadable", detail: "the lock is no JSON" });
  });

  it("runs the later release that renders to the same bytes", () => {
    const same = { release: release(2).id, configuration: "0123456789ab" };
    expect(stateOf("prod/cart", live(r1, { prod: "success" }, {}, { same }))).toMatchObject({
      phase: "succeeded",
      release: release(2).id,
    });
  });
});
