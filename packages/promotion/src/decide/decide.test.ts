import { describe, expect, it } from "vitest";

import { HEAD, healthy, live, proposal, rejection, release, shopWith, world } from "../../fixtures/world.ts";
import { encodeSameContent } from "../same-content.ts";
import type { World } from "../world.ts";
import { decide } from "./decide.ts";
import type { NextState } from "./plan.ts";

const [r1, r2] = [release(1), release(2)];

function actions(of: World): readonly string[] {
  return decide(of).actions.map(({ action, track }) => `${action} ${track}`);
}

function next(of: World, slot: string): NextState | undefined {
  return decide(of).slots.find((decision) => decision.slot === slot)?.next;
}

const HEALTHY_DEV = { "dev/cart": { live: healthy("dev", r1) } };

describe("a first environment", () => {
  it("is left alone while nothing was submitted", () => {
    expect(decide(world()).actions).toEqual([]);
  });

  it("proposes the submitted release, guarded by what it was decided on", () => {
    expect(decide(world({ inbox: [r1] })).actions).toEqual([
      {
        action: "propose",
        track: "dev/cart",
        changes: [{ slot: "dev/cart", release: r1, reason: "promotion", restore: undefined }],
        expectHead: undefined,
      },
    ]);
  });

  it("merges its pull request by itself when the policy says auto", () => {
    const proposed = world({ inbox: [r1], tracks: { "dev/cart": { proposal: proposal({ "dev/cart": r1 }) } } });
    expect(decide(proposed).actions).toEqual([
      { action: "merge", track: "dev/cart", pullRequest: 7, method: "merge", expectHead: HEAD },
    ]);
  });

  it("waits for a person when the policy says so", () => {
    const proposed = { "dev/cart": { proposal: proposal({ "dev/cart": r1 }) } };
    const manual = world({ pipeline: shopWith({ dev: { merge: "manual" } }), inbox: [r1], tracks: proposed });
    expect(actions(manual)).toEqual([]);
    expect(next(manual, "dev/cart")).toMatchObject({ step: "waiting", pullRequest: 7 });
  });

  it("shows on the pull request whether its gates are open, before it is merged", () => {
    const fresh = proposal({ "dev/cart": r1 }, { gates: { isOpen: false, text: "waits for its gates" } });
    expect(actions(world({ inbox: [r1], tracks: { "dev/cart": { proposal: fresh } } }))).toEqual([
      "report-gates dev/cart",
      "merge dev/cart",
    ]);
  });

  it("neither merges nor marks a commit that somebody else put on its branch", () => {
    const pushed = proposal({ "dev/cart": r1 }, { gates: undefined }, { isOurs: false });
    const touched = world({ inbox: [r1], tracks: { "dev/cart": { proposal: pushed } } });
    expect(actions(touched)).toEqual([]);
    expect(next(touched, "dev/cart")).toMatchObject({ step: "waiting" });
  });

  it("waits while GitHub computes whether it can be merged, and says when to look again", () => {
    const computing = proposal({ "dev/cart": r1 }, { mergeable: undefined });
    const plan = decide(world({ inbox: [r1], tracks: { "dev/cart": { proposal: computing } } }));
    expect(plan).toMatchObject({ actions: [], wakeAt: "2026-01-01T12:00:03.000Z" });
  });

  it("rebuilds a proposal that conflicts", () => {
    const conflict = proposal({ "dev/cart": r1 }, { mergeable: false });
    expect(actions(world({ inbox: [r1], tracks: { "dev/cart": { proposal: conflict } } }))).toEqual([
      "propose dev/cart",
    ]);
  });

  it("replaces the proposal in the same pull request when a newer release comes", () => {
    const older = world({ inbox: [r2, r1], tracks: { "dev/cart": { proposal: proposal({ "dev/cart": r1 }) } } });
    expect(decide(older).actions).toMatchObject([
      { action: "propose", changes: [{ release: { id: r2.id } }], expectHead: HEAD },
    ]);
  });

  it("renders a proposal anew when the configuration changed meanwhile", () => {
    const stale = proposal({ "dev/cart": r1 });
    const changed = { "dev/cart": { configuration: "c-fedcba9876543210-0123456789abcdef" } };
    const known = world({ inbox: [r1], slots: changed, tracks: { "dev/cart": { proposal: stale } } });
    expect(actions(known)).toEqual(["propose dev/cart"]);
  });

  it("does not propose a release that is older than what runs", () => {
    const late = world({
      inbox: [r1],
      slots: { "dev/cart": { live: healthy("dev", r2), standings: { [r1.id]: "behind" } } },
    });
    expect(actions(late)).not.toContain("propose dev/cart");
    expect(next(late, "dev/cart")).toMatchObject({ step: "older", release: r1.id });
  });

  it("takes over a branch that somebody made what it is not", () => {
    const foreign = { sha: HEAD, changes: {}, isOurs: false, pullRequest: undefined };
    expect(decide(world({ inbox: [r1], tracks: { "dev/cart": { proposal: foreign } } })).actions).toMatchObject([
      { action: "propose", expectHead: HEAD },
    ]);
  });

  it("is left alone when it cannot be read", () => {
    expect(actions(world({ inbox: [r1], slots: { "dev/cart": { problem: "the lock is no JSON" } } }))).toEqual([]);
  });

  it("says why a proposal could not be made, and does not try again at once", () => {
    const failed = world({ inbox: [r1], slots: { "dev/cart": { failure: "no chart" } } });
    expect(actions(failed)).toEqual([]);
    expect(next(failed, "dev/cart")).toMatchObject({ step: "failed", detail: "no chart" });
  });
});

describe("a branch", () => {
  it("goes once what it proposes is live, whoever merged it", () => {
    const merged = { "dev/cart": { proposal: proposal({ "dev/cart": r1 }, {}, { pullRequest: undefined }) } };
    expect(decide(world({ inbox: [r1], slots: HEALTHY_DEV, tracks: merged })).actions).toContainEqual({
      action: "delete-branch",
      track: "dev/cart",
      branch: "gitops/promote/dev/cart",
      why: "served",
      expectHead: HEAD,
    });
  });

  it("goes with its open pull request when another promoter was faster, but not with somebody else's commits", () => {
    const late = { "dev/cart": { proposal: proposal({ "dev/cart": r1 }) } };
    expect(actions(world({ inbox: [r1], slots: HEALTHY_DEV, tracks: late }))).toContain("delete-branch dev/cart");
    const pushed = { "dev/cart": { proposal: proposal({ "dev/cart": r1 }, {}, { isOurs: false }) } };
    expect(actions(world({ inbox: [r1], slots: HEALTHY_DEV, tracks: pushed }))).not.toContain("delete-branch dev/cart");
  });
});

describe("a rejection", () => {
  const closed = (of = r1) => ({ "dev/cart": { rejections: [rejection("dev/cart", of)] } });

  it("lasts for its release", () => {
    const rejected = world({ inbox: [r1], tracks: closed() });
    expect(actions(rejected)).toEqual([]);
    expect(next(rejected, "dev/cart")).toMatchObject({
      step: "rejected",
      detail: "somebody closed pull request #5 without merging it",
    });
  });

  it("is about its release alone", () => {
    expect(actions(world({ inbox: [r2, r1], tracks: closed() }))).toEqual(["propose dev/cart"]);
  });

  it("is about its slot alone", () => {
    const elsewhere = { "dev/cart": { rejections: [rejection("stage/cart", r1)] } };
    expect(actions(world({ inbox: [r1], tracks: elsewhere }))).toEqual(["propose dev/cart"]);
  });

  it("does not keep the next release from coming when every one has to", () => {
    const every = shopWith({ dev: { select: "every" } });
    const slots = { "dev/cart": { live: healthy("dev", r1) } };
    const known = world({ pipeline: every, inbox: [release(3), r2, r1], slots, tracks: closed(r2) });
    expect(next(known, "dev/cart")).toMatchObject({ step: "propose", release: release(3).id });
  });
});

describe("a pull request whose release is not due any more", () => {
  const toStage = { "stage/cart": { proposal: proposal({ "stage/cart": r1 }) } };

  it("stays open and is not merged while the environment before has failed", () => {
    const broken = { "dev/cart": { live: live(r1, { dev: "failure" }) } };
    const late = world({ inbox: [r1], slots: broken, tracks: toStage });
    expect(actions(late)).toEqual(["report-gates stage/cart"]);
    expect(next(late, "stage/cart")).toMatchObject({ step: "waiting" });
  });

  it("is merged when that has succeeded again", () => {
    expect(actions(world({ inbox: [r1], slots: HEALTHY_DEV, tracks: toStage }))).toEqual(["merge stage/cart"]);
  });
});

describe("onNewer: queue", () => {
  const queue = shopWith({ stage: { onNewer: "queue" } });

  it("leaves an open pull request to its release, and takes the newer one afterwards", () => {
    const slots = { "dev/cart": { live: healthy("dev", r2), earlier: [r1] } };
    const open = { "stage/cart": { proposal: proposal({ "stage/cart": r1 }) } };
    expect(actions(world({ pipeline: queue, slots, tracks: open }))).toEqual(["merge stage/cart"]);
    expect(actions(world({ pipeline: shopWith(), slots, tracks: open }))).toEqual(["propose stage/cart"]);
  });

  it("does not leave it when the release never succeeded in the environment before", () => {
    const slots = { "dev/cart": { live: healthy("dev", r2) } };
    const open = { "stage/cart": { proposal: proposal({ "stage/cart": r1 }) } };
    expect(actions(world({ pipeline: queue, slots, tracks: open }))).toEqual(["propose stage/cart"]);
  });

  it("waits for the end of the live deployment", () => {
    const slots = {
      "dev/cart": { live: healthy("dev", r2), earlier: [r1] },
      "stage/cart": { live: live(r1, { "stage-eu": "success", "stage-us": "pending" }) },
    };
    const busy = world({ pipeline: queue, slots });
    expect(actions(busy)).toEqual([]);
    expect(next(busy, "stage/cart")).toMatchObject({ step: "queued" });
  });

  it("goes on after a failure, which only something newer can mend", () => {
    const slots = {
      "dev/cart": { live: healthy("dev", r2), earlier: [r1] },
      "stage/cart": { live: live(r1, { "stage-eu": "success", "stage-us": "failure" }) },
    };
    expect(actions(world({ pipeline: queue, slots }))).toEqual(["propose stage/cart"]);
  });
});

describe("a changed configuration", () => {
  const configuration = "c-fedcba9876543210-0123456789abcdef";
  const changed = { "prod/cart": { live: healthy("prod", r1), configuration } };

  it("has the present release rendered anew in its environment, and nowhere else", () => {
    expect(decide(world({ slots: changed })).actions).toMatchObject([
      { action: "propose", track: "prod/cart", changes: [{ release: { id: r1.id }, reason: "config-change" }] },
    ]);
  });

  it("is nothing to do when it was seen to render to the same bytes", () => {
    const known = healthy("prod", r1, { same: { release: r1.id, configuration: "bdd4ca0f7dd2" } });
    const slots = { "prod/cart": { live: known, configuration } };
    const isSame = world({ slots });
    const shortened = { ...known, same: { release: r1.id, configuration: shortOf(configuration) } };
    expect(actions(isSame)).toEqual(["propose prod/cart"]);
    expect(actions(world({ slots: { "prod/cart": { live: shortened, configuration } } }))).toEqual([]);
  });

  it("stays rejected as long as it is the same", () => {
    const closed = {
      "prod/cart": { rejections: [rejection("prod/cart", r1, { reason: "config-change", configuration })] },
    };
    expect(actions(world({ slots: changed, tracks: closed }))).toEqual([]);
    const other = { "prod/cart": { ...changed["prod/cart"], configuration: "c-aaaaaaaaaaaaaaaa-0123456789abcdef" } };
    expect(actions(world({ slots: other, tracks: closed }))).toEqual(["propose prod/cart"]);
  });
});

function shortOf(configuration: string): string {
  // As the status gitops/same/... carries it.
  return encodeSameContent("r-0123456789abcdef", configuration).slice(-12);
}
