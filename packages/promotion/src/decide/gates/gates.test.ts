import { describe, expect, it } from "vitest";

import { healthy, live, lock, proposal, release, shopWith, world } from "../../../fixtures/world.ts";
import type { PipelineSpec } from "../../pipeline/pipeline-spec.ts";
import type { PullRequestView, SlotView, World } from "../../world.ts";
import { decide } from "../decide.ts";
import type { GateVerdict } from "../plan.ts";

const r1 = release(1);
type Gates = NonNullable<PipelineSpec["environments"][string]["gates"]>;

/** Production with these gates and an open pull request. */
function prod(gates: Gates, pullRequest: Partial<PullRequestView> = {}, view: Partial<SlotView> = {}): World {
  return world({
    pipeline: shopWith({ prod: { gates } }),
    slots: {
      "stage/cart": { live: healthy("stage", r1) },
      "prod/cart": view,
    },
    tracks: { "prod/cart": { proposal: proposal({ "prod/cart": r1 }, pullRequest) } },
  });
}

function closed(of: World, slot = "prod/cart"): readonly GateVerdict[] {
  const next = decide(of).slots.find((decision) => decision.slot === slot)?.next;
  if (next === undefined || !("gates" in next)) throw new RangeError(`${slot} has no pull request`);
  return next.gates.filter(({ isOpen }) => !isOpen);
}

const by = (...logins: readonly string[]): PullRequestView["approvals"] =>
  logins.map((login) => ({ login, teams: [] }));

describe("an approval gate", () => {
  it("is closed until somebody approves", () => {
    expect(closed(prod([{ kind: "approval" }]))).toMatchObject([
      { gate: "approval", reason: "0 of 1 approvals on the current head" },
    ]);
    expect(closed(prod([{ kind: "approval" }], { approvals: by("grace") }))).toEqual([]);
  });

  it("needs as many as it says", () => {
    expect(closed(prod([{ kind: "approval", count: 2 }], { approvals: by("grace") }))).toHaveLength(1);
    expect(closed(prod([{ kind: "approval", count: 2 }], { approvals: by("grace", "linus") }))).toEqual([]);
  });

  it("does not count people who wrote the change, in whatever case GitHub spells them", () => {
    expect(closed(prod([{ kind: "approval" }], { approvals: by("ada") }))).toMatchObject([
      { reason: "0 of 1 approvals on the current head; 1 by authors of the change not counted" },
    ]);
    expect(closed(prod([{ kind: "approval", notAuthor: false }], { approvals: by("ada") }))).toEqual([]);
  });

  it("stays closed while somebody requests changes, whoever else approves", () => {
    expect(closed(prod([{ kind: "approval" }], { approvals: by("grace"), objectors: ["linus"] }))).toMatchObject([
      { reason: "linus requested changes" },
    ]);
  });

  it("counts no approval when the authors are not all known", () => {
    const unknown = { authors: { logins: ["Ada"], isComplete: false } };
    expect(closed(prod([{ kind: "approval" }], { approvals: by("grace") }, unknown))).toHaveLength(1);
    expect(closed(prod([{ kind: "approval", notAuthor: false }], { approvals: by("grace") }, unknown))).toEqual([]);
  });

  it("counts the members of its teams alone", () => {
    const gates: Gates = [{ kind: "approval", teams: ["acme/sre"] }];
    expect(closed(prod(gates, { approvals: by("grace") }))).toMatchObject([
      { reason: "0 of 1 approvals of acme/sre on the current head; 1 by people of other teams not counted" },
    ]);
    expect(closed(prod(gates, { approvals: [{ login: "grace", teams: ["Acme/SRE"] }] }))).toEqual([]);
  });

  it("stands beside another one, each with its own count", () => {
    const gates: Gates = [
      { kind: "approval", teams: ["acme/sre"] },
      { kind: "approval", teams: ["acme/qa"] },
    ];
    const approvals = [{ login: "grace", teams: ["acme/sre"] }];
    expect(closed(prod(gates, { approvals }))).toMatchObject([
      { reason: expect.stringContaining("acme/qa") as string },
    ]);
  });
});

describe("a gate that had to be looked up", () => {
  const gates: Gates = [
    { kind: "checks", on: "source", contexts: ["build"] },
    { kind: "custom", name: "budget" },
  ];

  it("is closed until it was", () => {
    expect(closed(prod(gates)).map(({ gate }) => gate)).toEqual(["checks", "budget"]);
  });

  it("says what was found", () => {
    const verdicts = [
      { gate: "checks", isOpen: true, reason: "build succeeded" },
      { gate: "budget", isOpen: false, reason: "over budget", recheckAt: "2026-01-01T13:00:00Z" },
    ];
    const known = prod(gates, {}, { verdicts });
    expect(closed(known)).toEqual([verdicts[1]]);
    expect(decide(known).wakeAt).toBe("2026-01-01T13:00:00Z");
  });
});

describe("a gate that this version does not judge", () => {
  it.each<[string, Gates]>([
    ["soak", [{ kind: "soak", duration: "24h" }]],
    ["window", [{ kind: "window", allow: [{ days: ["Mon"] }] }]],
  ])("is never open: %s", (gate, gates) => {
    expect(closed(prod(gates))).toMatchObject([{ gate, reason: expect.stringContaining("a person merges") as string }]);
  });
});

describe("a hand edit", () => {
  it("is for a person to overwrite", () => {
    const edited = { live: healthy("prod", release(2), { drift: ["a.yaml", "b.yaml"] }) };
    expect(closed(prod([], {}, edited))).toMatchObject([
      { gate: "drift", reason: expect.stringContaining("a.yaml and 1 more") as string },
    ]);
  });
});

describe("what an app depends on", () => {
  const pipeline = shopWith(
    {},
    {
      cart: { templates: "deploy", images: {}, dependsOn: ["db"] },
      db: { templates: "deploy", images: {} },
    },
  );
  const db = release(1, "db");
  const toDev = (slots: Readonly<Record<string, Partial<SlotView>>>, inbox = [r1, db]): World =>
    world({ pipeline, inbox, slots, tracks: { "dev/cart": { proposal: proposal({ "dev/cart": r1 }) } } });

  it("goes first", () => {
    expect(closed(toDev({}), "dev/cart")).toMatchObject([
      { gate: "dependencies", reason: "dev/db goes first, and was never deployed" },
    ]);
    expect(closed(toDev({ "dev/db": { live: healthy("dev", db) } }), "dev/cart")).toEqual([]);
  });

  it("is enough when it is deployed, whether or not its tests have ended", () => {
    const busy = { "dev/db": { live: live(db, { dev: "success" }, { smoke: "pending" }) } };
    expect(closed(toDev(busy), "dev/cart")).toEqual([]);
  });

  it("is not enough when it has failed, or when something newer of it is due", () => {
    const broken = { "dev/db": { live: live(db, { dev: "failure" }) } };
    expect(closed(toDev(broken), "dev/cart")).toMatchObject([{ reason: "dev/db goes first, and is failed" }]);
    const due = { "dev/db": { live: healthy("dev", db) } };
    expect(closed(toDev(due, [r1, release(2, "db")]), "dev/cart")).toMatchObject([
      { reason: "dev/db goes first, and its next release is not deployed yet" },
    ]);
  });
});

describe("an automatic way back", () => {
  it("still leaves a hand edit to a person", () => {
    const broken = live(release(2), { prod: "failure" }, {}, { drift: ["a.yaml"] });
    const known = world({
      pipeline: shopWith({ prod: { onFailure: "rollback" } }),
      slots: { "prod/cart": { live: broken, restorable: { commit: "a".repeat(40), lock: lock(r1) } } },
      tracks: { "prod/cart": { proposal: proposal({ "prod/cart": lock(r1, "rollback") }) } },
    });
    expect(closed(known)).toMatchObject([{ gate: "drift" }]);
  });
});
