import { describe, expect, it } from "vitest";

import { healthy, live, lock, proposal, rejection, release, shopWith, world } from "../../fixtures/world.ts";
import type { World } from "../world.ts";
import type { Action } from "./action.ts";
import { decide } from "./decide.ts";
import type { NextState } from "./plan.ts";

const [r1, r2] = [release(1), release(2)];

function actions(of: World): readonly string[] {
  return decide(of).actions.map(({ action, track }) => `${action} ${track}`);
}

function actionsFor(track: string, of: World): readonly Action[] {
  return decide(of).actions.filter((action) => action.track === track);
}

function next(of: World, slot: string): NextState | undefined {
  return decide(of).slots.find((decision) => decision.slot === slot)?.next;
}

describe("a failed deployment", () => {
  const broken = live(r2, { "stage-eu": "success", "stage-us": "failure" });
  const restorable = { commit: "a".repeat(40), lock: lock(r1) };
  const failed = { "stage/cart": { live: broken, restorable } };

  it("stops, when the policy says stop", () => {
    expect(actions(world({ slots: failed }))).toEqual([]);
  });

  it.each(["propose-rollback", "rollback"] as const)("has the way back proposed with %s", (onFailure) => {
    expect(decide(world({ pipeline: shopWith({ stage: { onFailure } }), slots: failed })).actions).toMatchObject([
      {
        action: "propose",
        track: "stage/cart",
        changes: [{ release: { id: r1.id }, reason: "rollback", restore: restorable.commit }],
      },
    ]);
  });

  it("is rolled back at once, past people and approvals, with rollback alone", () => {
    const gates = [{ kind: "approval" }] as const;
    const open = { "stage/cart": { proposal: proposal({ "stage/cart": lock(r1, "rollback") }) } };
    const byItself = shopWith({ stage: { onFailure: "rollback", merge: "manual", gates } });
    expect(actions(world({ pipeline: byItself, slots: failed, tracks: open }))).toEqual(["merge stage/cart"]);
    const proposed = shopWith({ stage: { onFailure: "propose-rollback", merge: "manual", gates } });
    expect(actions(world({ pipeline: proposed, slots: failed, tracks: open }))).toEqual(["report-gates stage/cart"]);
  });

  it("that recovers has its way back withdrawn", () => {
    const recovered = { "stage/cart": { live: healthy("stage", r2) } };
    const open = { "stage/cart": { proposal: proposal({ "stage/cart": lock(r1, "rollback") }) } };
    const pipeline = shopWith({ stage: { onFailure: "propose-rollback" } });
    expect(actionsFor("stage/cart", world({ pipeline, slots: recovered, tracks: open }))).toMatchObject([
      { action: "delete-branch", why: "withdrawn" },
    ]);
  });

  it("of what was restored is no reason to go back further", () => {
    const arrival = { commit: "c".repeat(40), reason: "rollback", replaced: r2, isStepBack: true } as const;
    const worse = { "stage/cart": { live: { ...broken, lock: lock(r1, "rollback"), arrival }, restorable } };
    expect(actions(world({ pipeline: shopWith({ stage: { onFailure: "rollback" } }), slots: worse }))).toEqual([]);
  });

  it("has nothing to go back to when nothing succeeded before", () => {
    const first = { "stage/cart": { live: broken } };
    expect(actions(world({ pipeline: shopWith({ stage: { onFailure: "rollback" } }), slots: first }))).toEqual([]);
  });

  it("whose way back somebody closed goes on with what is newer", () => {
    const r3 = release(3);
    const slots = { ...failed, "dev/cart": { live: healthy("dev", r3) } };
    const closed = rejection("stage/cart", r1, { reason: "rollback" });
    const known = world({
      pipeline: shopWith({ stage: { onFailure: "propose-rollback" } }),
      slots,
      tracks: { "stage/cart": { rejections: [closed] } },
    });
    expect(next(known, "stage/cart")).toMatchObject({ step: "propose", release: r3.id, reason: "promotion" });
  });
});

describe("a slot where somebody went back", () => {
  const arrival = { commit: "c".repeat(40), reason: "promotion", replaced: r2, isStepBack: true } as const;
  const reverted = healthy("stage", r1, { arrival });
  const inDev = (of = r2) => ({ "dev/cart": { live: healthy("dev", of) } });

  it("is never given again what was taken back", () => {
    const known = world({ slots: { ...inDev(), "stage/cart": { live: reverted } } });
    expect(actionsFor("stage/cart", known)).toEqual([]);
    expect(next(known, "stage/cart")).toMatchObject({ step: "rolled-back", release: r2.id });
  });

  it("is given nothing newer either, until somebody resumes it", () => {
    const slots = { ...inDev(release(3)), "stage/cart": { live: reverted } };
    expect(next(world({ slots }), "stage/cart")).toMatchObject({ step: "held" });
    const orders = { hold: undefined, resumed: arrival.commit, request: undefined };
    const resumed = world({ slots: { ...slots, "stage/cart": { live: reverted, orders } } });
    expect(actionsFor("stage/cart", resumed)).toMatchObject([{ action: "propose" }]);
  });
});

describe("a hold", () => {
  const hold = { by: "grace", reason: "sale", until: undefined };
  const held = { orders: { hold, resumed: undefined, request: undefined } };

  it("keeps anything from being proposed", () => {
    const known = world({ inbox: [r1], slots: { "dev/cart": held } });
    expect(actions(known)).toEqual([]);
    expect(next(known, "dev/cart")).toMatchObject({ step: "held", detail: "grace holds it: sale" });
  });

  it("keeps an open pull request from being merged, and shows it there", () => {
    const open = { "dev/cart": { proposal: proposal({ "dev/cart": r1 }) } };
    const known = world({ inbox: [r1], slots: { "dev/cart": held }, tracks: open });
    expect(decide(known).actions).toMatchObject([{ action: "report-gates", isOpen: false, text: "waits for hold" }]);
  });

  it("ends by itself at its time, and the plan says when to look", () => {
    const until = "2026-01-01T13:00:00Z";
    const timed = { orders: { ...held.orders, hold: { ...hold, until } } };
    const known = world({ inbox: [r1], slots: { "dev/cart": timed } });
    expect(decide(known)).toMatchObject({ actions: [], wakeAt: until });
    expect(actions({ ...known, at: until })).toEqual(["propose dev/cart"]);
  });

  it("keeps an automatic rollback as well", () => {
    const broken = live(r2, { "stage-eu": "failure", "stage-us": "failure" });
    const slots = { "stage/cart": { ...held, live: broken, restorable: { commit: "a".repeat(40), lock: lock(r1) } } };
    expect(actions(world({ pipeline: shopWith({ stage: { onFailure: "rollback" } }), slots }))).toEqual([]);
  });
});

describe("a request", () => {
  const request = {
    kind: "promote",
    release: r1,
    restore: undefined,
    by: "grace",
    reason: "the fix was wrong",
    at: "2026-01-01T11:00:00Z",
    bypass: [],
    on: "c".repeat(40),
  } as const;
  const ordered = (more = {}) => ({
    "prod/cart": {
      live: healthy("prod", r2),
      orders: { hold: undefined, resumed: undefined, request: { ...request, ...more } },
    },
  });

  it("is proposed although it is older and was rejected before", () => {
    const closed = rejection("prod/cart", r1, { at: "2026-01-01T10:00:00Z" });
    const slots = ordered();
    const known = world({ slots, tracks: { "prod/cart": { rejections: [closed] } } });
    expect(decide(known).actions).toMatchObject([
      { action: "propose", changes: [{ release: { id: r1.id }, reason: "override" }] },
    ]);
  });

  it("is not proposed again when its own pull request was closed", () => {
    const closed = rejection("prod/cart", r1, { reason: "override" });
    expect(actions(world({ slots: ordered(), tracks: { "prod/cart": { rejections: [closed] } } }))).toEqual([]);
  });

  it("is void once something else is live", () => {
    expect(actions(world({ slots: ordered({ on: "f".repeat(40) }) }))).toEqual([]);
  });

  it("waits for the environments before, unless it bypasses them", () => {
    const open = proposal({ "prod/cart": lock(r1, "override") }, { approvals: [{ login: "linus", teams: [] }] });
    const known = (more = {}) => world({ slots: ordered(more), tracks: { "prod/cart": { proposal: open } } });
    expect(decide(known()).actions).toMatchObject([{ action: "report-gates", text: "waits for upstream" }]);
    expect(actions(known({ bypass: ["upstream"] }))).toEqual(["merge prod/cart"]);
  });

  it("cannot bypass what somebody pushed", () => {
    const pushed = proposal({ "prod/cart": lock(r1, "override") }, {}, { isOurs: false });
    const bypass = ["upstream", "approval", "untouched"];
    expect(actions(world({ slots: ordered({ bypass }), tracks: { "prod/cart": { proposal: pushed } } }))).toEqual([]);
  });

  it("moves on although the slot is held: it is about this very slot", () => {
    const slots = ordered();
    const hold = { by: "ada", reason: "sale", until: undefined };
    const held = { "prod/cart": { ...slots["prod/cart"], orders: { ...slots["prod/cart"].orders, hold } } };
    expect(actions(world({ slots: held }))).toEqual(["propose prod/cart"]);
  });

  it("has its pull request withdrawn when it is void", () => {
    const open = proposal({ "prod/cart": lock(r1, "override") });
    const known = world({ slots: ordered({ on: "f".repeat(40) }), tracks: { "prod/cart": { proposal: open } } });
    expect(decide(known).actions).toMatchObject([{ action: "delete-branch", why: "withdrawn" }]);
  });
});
