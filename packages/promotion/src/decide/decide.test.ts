import type { Release, ReleaseLock } from "@gitops/github-reporter";
import { describe, expect, it } from "vitest";

import { definePipeline } from "../pipeline/define-pipeline.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import { makeRelease } from "../release/make-release.ts";
import type { LiveView, ProposalView, PullRequestView, SlotView, TargetView, World } from "../world.ts";
import { explainSlot } from "../explain.ts";
import { decide } from "./decide.ts";

const BASE = { sha: "b".repeat(40), tree: "e".repeat(40) };
const HEAD = "d".repeat(40);

const pipeline: Pipeline = definePipeline({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/shop-manifests" },
  clusters: { dev: {}, "stage-eu": {}, "stage-us": {}, prod: {} },
  apps: { cart: { templates: "deploy", images: { cart: { repository: "ghcr.io/acme/cart", context: "cart" } } } },
  environments: {
    dev: { clusters: ["dev"], merge: "auto", verify: { contexts: ["smoke"] } },
    stage: { after: ["dev"], clusters: ["stage-eu", "stage-us"], merge: "auto" },
    prod: { after: ["stage"], clusters: ["prod"], merge: "auto", gates: [{ kind: "approval" }] },
  },
})._unsafeUnwrap();

function release(number: number): Release {
  return makeRelease({
    app: "cart",
    source: { repository: "acme/shop", sha: String(number).repeat(40) },
    images: { cart: `ghcr.io/acme/cart@sha256:${String(number).repeat(64)}` },
    templates: { path: "deploy", tree: "f".repeat(40) },
  });
}

function lock(of: Release): ReleaseLock {
  return {
    schema: 1,
    slot: "dev/cart",
    app: "cart",
    environment: "dev",
    release: of,
    config: [],
    engines: {},
    files: {},
    content: `sha256:${of.id}`,
    reason: "promotion",
  };
}

type States = Readonly<Record<string, TargetView["state"]>>;

function live(
  of: Release,
  targets: States,
  verifications: Readonly<Record<string, "pending" | "success" | "failure">> = {},
): LiveView {
  const views = Object.entries(targets).map(([name, state]) => ({ name, state, text: `${name} says ${state}` }));
  return {
    lock: lock(of),
    commit: "c".repeat(40),
    sameAs: undefined,
    targets: views,
    verifications: Object.entries(verifications).map(([name, state]) => ({ name, state, text: "tests" })),
  };
}

function proposal(of: Release, pullRequest: Partial<PullRequestView> = {}): ProposalView {
  const open = {
    number: 7,
    url: "https://github.test/7",
    mergeable: true,
    approvers: [],
    objectors: [],
    ...pullRequest,
  };
  return { sha: HEAD, lock: lock(of), isOurs: true, pullRequest: open, isRejected: false };
}

function world(views: Readonly<Record<string, Partial<SlotView>>>, inbox?: Release): World {
  const empty = { live: undefined, proposal: undefined, comparison: undefined, problem: undefined };
  return {
    at: "2026-01-01T00:00:00.000Z",
    pipeline,
    base: BASE,
    inbox: inbox === undefined ? {} : { cart: inbox },
    slots: pipeline.slots.map((slot) => ({ ...empty, slot, ...views[slot.id] })),
  };
}

function actions(of: World): readonly string[] {
  return decide(of).actions.map(({ action, slot }) => `${action} ${slot}`);
}

const HEALTHY_DEV = { live: live(release(1), { dev: "success" }, { smoke: "success" }) };
const HEALTHY_STAGE = { live: live(release(1), { "stage-eu": "success", "stage-us": "success" }) };
const HEALTHY_PROD = { live: live(release(1), { prod: "success" }) };

describe("a first environment", () => {
  it("is left alone while nothing was submitted", () => {
    expect(decide(world({})).actions).toEqual([]);
  });

  it("proposes the submitted release, guarded by what it was decided on", () => {
    expect(decide(world({}, release(1))).actions).toEqual([
      { action: "propose", slot: "dev/cart", release: release(1).id, expectHead: undefined },
    ]);
  });

  it("merges its pull request by itself when the policy says auto", () => {
    expect(decide(world({ "dev/cart": { proposal: proposal(release(1)) } }, release(1))).actions).toEqual([
      { action: "merge", slot: "dev/cart", pullRequest: 7, method: "merge", expectHead: HEAD },
    ]);
  });

  it("does not merge a commit that somebody else put on its branch", () => {
    const pushed = world({ "dev/cart": { proposal: { ...proposal(release(1)), isOurs: false } } }, release(1));
    expect(actions(pushed)).toEqual([]);
    expect(explainSlot(decide(pushed).slots[0]!)).toContain("somebody pushed to its branch");
  });

  it("waits while GitHub computes whether it can be merged, and says when to look again", () => {
    const computing = world({ "dev/cart": { proposal: proposal(release(1), { mergeable: undefined }) } }, release(1));
    expect(decide(computing).wakeAt).toBe("2026-01-01T00:00:03.000Z");
    expect(
      actions(world({ "dev/cart": { proposal: proposal(release(1), { mergeable: undefined }) } }, release(1))),
    ).toEqual([]);
  });

  it("rebuilds a proposal that conflicts", () => {
    const conflict = world({ "dev/cart": { proposal: proposal(release(1), { mergeable: false }) } }, release(1));
    expect(actions(conflict)).toEqual(["propose dev/cart"]);
  });

  it("replaces the proposal in the same pull request when a newer release comes", () => {
    expect(actions(world({ "dev/cart": { proposal: proposal(release(1)) } }, release(2)))).toEqual([
      "propose dev/cart",
    ]);
  });

  it("does not propose again what a person rejected", () => {
    const rejected = world(
      { "dev/cart": { proposal: { ...proposal(release(1)), pullRequest: undefined, isRejected: true } } },
      release(1),
    );
    expect(actions(rejected)).toEqual([]);
    expect(explainSlot(decide(rejected).slots[0]!)).toContain("was rejected here");
  });

  it("does not propose a release that is older than what runs", () => {
    const comparison = { candidate: release(2).id, status: "behind", authors: [], isComplete: true } as const;
    expect(actions(world({ "dev/cart": { ...HEALTHY_DEV, comparison } }, release(2)))).not.toContain(
      "propose dev/cart",
    );
  });

  it("takes over a branch that somebody made what it is not", () => {
    const foreign = { sha: HEAD, lock: undefined, isOurs: false, pullRequest: undefined, isRejected: false };
    expect(decide(world({ "dev/cart": { proposal: foreign } }, release(1))).actions).toMatchObject([
      { action: "propose", expectHead: HEAD },
    ]);
  });

  it("is left alone when it cannot be read, and says so", () => {
    const unreadable = world({ "dev/cart": { problem: "the lock is no JSON" } }, release(1));
    expect(actions(unreadable)).toEqual([]);
    expect(explainSlot(decide(unreadable).slots[0]!)).toBe("dev/cart cannot be read: the lock is no JSON.");
  });

  it("deletes the branch, and with it the pull request, of a proposal that somebody else brought in first", () => {
    const late = { ...HEALTHY_DEV, proposal: proposal(release(1)) };
    expect(actions(world({ "dev/cart": late }, release(1)))).toContain("delete-branch dev/cart");
    const pushed = { ...HEALTHY_DEV, proposal: { ...proposal(release(1)), isOurs: false } };
    expect(actions(world({ "dev/cart": pushed }, release(1)))).not.toContain("delete-branch dev/cart");
  });

  it("deletes the branch of a merged proposal", () => {
    const merged = { ...HEALTHY_DEV, proposal: { ...proposal(release(1)), pullRequest: undefined } };
    expect(actions(world({ "dev/cart": merged }, release(1)))).toContain("delete-branch dev/cart");
  });
});

describe("the next environment", () => {
  it.each<[string, SlotView["live"]]>([
    ["nothing was reported", live(release(1), { dev: "unknown" }, { smoke: "pending" })],
    ["it is progressing", live(release(1), { dev: "pending" }, { smoke: "pending" })],
    ["it failed", live(release(1), { dev: "failure" }, { smoke: "pending" })],
    ["its verification is missing", live(release(1), { dev: "success" }, { smoke: "pending" })],
    ["its verification failed", live(release(1), { dev: "success" }, { smoke: "failure" })],
  ])("does not start while %s upstream", (_, upstream) => {
    expect(actions(world({ "dev/cart": { live: upstream } }, release(1)))).toEqual([]);
  });

  it("starts when every target and verification upstream succeeded", () => {
    expect(actions(world({ "dev/cart": HEALTHY_DEV }, release(1)))).toEqual(["propose stage/cart"]);
  });

  it("does not start when only the first of several targets upstream succeeded", () => {
    const half = live(release(1), { "stage-eu": "success", "stage-us": "pending" });
    expect(actions(world({ "dev/cart": HEALTHY_DEV, "stage/cart": { live: half } }, release(1)))).toEqual([]);
  });

  it("takes over a later release that renders to the same manifests upstream", () => {
    const same = { live: { ...HEALTHY_DEV.live, sameAs: release(2).id } };
    const plan = decide(
      world({ "dev/cart": same, "stage/cart": HEALTHY_STAGE, "prod/cart": HEALTHY_PROD }, release(2)),
    );
    expect(plan.actions).toMatchObject([{ action: "propose", slot: "stage/cart", release: release(2).id }]);
  });
});

describe("an approval gate", () => {
  const upstream = { "dev/cart": HEALTHY_DEV, "stage/cart": HEALTHY_STAGE };
  const comparison = { candidate: release(1).id, status: "ahead", authors: ["Ada"], isComplete: true } as const;
  const prod = (approvers: readonly string[]): World =>
    world({ ...upstream, "prod/cart": { comparison, proposal: proposal(release(1), { approvers }) } }, release(1));

  it("keeps the pull request open until somebody approves", () => {
    expect(actions(prod([]))).toEqual([]);
    expect(explainSlot(decide(prod([])).slots[2]!)).toContain("0 of 1 approvals");
  });

  it("opens with an approval", () => {
    expect(actions(prod(["grace"]))).toEqual(["merge prod/cart"]);
  });

  it("does not count people who wrote the change, in whatever case GitHub spells them", () => {
    expect(actions(prod(["ada"]))).toEqual([]);
  });

  it("stays closed while somebody requests changes, whoever else approves", () => {
    const reviewed = proposal(release(1), { approvers: ["grace"], objectors: ["linus"] });
    expect(actions(world({ ...upstream, "prod/cart": { comparison, proposal: reviewed } }, release(1)))).toEqual([]);
  });

  it("counts no approval when the authors are not all known", () => {
    const partly = { ...comparison, isComplete: false };
    const views = {
      ...upstream,
      "prod/cart": { comparison: partly, proposal: proposal(release(1), { approvers: ["grace"] }) },
    };
    expect(actions(world(views, release(1)))).toEqual([]);
  });

  it("keeps an approved pull request open when upstream has moved on and is not healthy", () => {
    const broken = live(release(2), { "stage-eu": "success", "stage-us": "failure" });
    const views = { "dev/cart": HEALTHY_DEV, "stage/cart": { live: broken } };
    const late = world(
      { ...views, "prod/cart": { proposal: proposal(release(1), { approvers: ["grace"] }) } },
      release(1),
    );
    expect(actions(late)).not.toContain("merge prod/cart");
  });
});

describe("a manual environment", () => {
  it("is proposed, and merged by a person", () => {
    const manual: World = {
      ...world({ "dev/cart": { proposal: proposal(release(1)) } }, release(1)),
      slots: world({ "dev/cart": { proposal: proposal(release(1)) } }, release(1)).slots.map((view) => ({
        ...view,
        slot: { ...view.slot, policy: { ...view.slot.policy, merge: "manual" } },
      })),
    };
    expect(actions(manual)).toEqual([]);
    expect(explainSlot(decide(manual).slots[0]!)).toContain("a person merges");
  });
});
