import { describe, expect, it } from "vitest";

import type { GateVerdict, LiveState, NextProposed, NextState, NextUnproposed, SlotDecision } from "./decide/plan.ts";
import { explainSlot } from "./explain.ts";

const LIVE: LiveState = { phase: "succeeded", release: "r-1", commit: "c".repeat(40) };

function explain(more: Partial<SlotDecision>): string {
  return explainSlot({ slot: "prod/cart", live: LIVE, next: undefined, held: undefined, drift: [], ...more });
}

function explainNext(next: NextState, more: Partial<SlotDecision> = {}): string {
  return explain({ next, ...more }).replace("prod/cart runs r-1 successfully. ", "");
}

function unproposed(step: NextUnproposed["step"], detail = "", more: Partial<NextUnproposed> = {}): NextUnproposed {
  return { step, release: "r-2", reason: "promotion", detail, ...more };
}

function proposed(step: NextProposed["step"], gates: readonly GateVerdict[] = []): NextProposed {
  return { step, release: "r-2", reason: "promotion", pullRequest: 7, gates };
}

describe("explainSlot, of what is deployed", () => {
  const base = { release: "r-1", commit: "c".repeat(40) };
  const missing = {
    ...base,
    since: "2026-03-01T10:00:00Z",
    deadline: "2026-03-01T10:30:00Z",
    waitingFor: ["eu", "us"],
  };

  it.each<[string, LiveState, string]>([
    ["nothing", { phase: "empty" }, "prod/cart has never been deployed."],
    [
      "what cannot be read",
      { phase: "unreadable", detail: "the lock is no JSON." },
      "prod/cart cannot be read: the lock is no JSON.",
    ],
    [
      "what is on its way",
      { phase: "deploying", ...missing },
      "prod/cart is deploying r-1 since 2026-03-01T10:00:00Z, waiting for eu, us; silence after 2026-03-01T10:30:00Z is a failure.",
    ],
    [
      "what is tested",
      { phase: "verifying", ...missing, waitingFor: ["smoke"] },
      "prod/cart runs r-1, waiting for the verification smoke; silence after 2026-03-01T10:30:00Z is a failure.",
    ],
    ["what runs", { phase: "succeeded", ...base }, "prod/cart runs r-1 successfully."],
    [
      "what failed",
      { phase: "failed", ...base, why: "deployment", detail: "eu says timeout" },
      "prod/cart failed with r-1 at its deployment: eu says timeout.",
    ],
  ])("tells %s", (_case, live, text) => {
    expect(explain({ live })).toBe(text);
  });

  it("tells that somebody holds the slot, and why", () => {
    expect(explain({ held: "ada holds it: Black Friday" })).toBe(
      "prod/cart runs r-1 successfully. It is held: ada holds it: Black Friday.",
    );
  });

  it("names files that were changed by hand, the first five of them", () => {
    expect(explain({ drift: ["a.yaml"] })).toContain("Somebody changed a.yaml by hand");
    expect(explain({ drift: ["1", "2", "3", "4", "5", "6", "7"] })).toContain(
      "changed 1, 2, 3, 4, 5 and 2 more by hand",
    );
  });
});

describe("explainSlot, of what comes next", () => {
  it.each<[string, NextUnproposed, string]>([
    ["propose", unproposed("propose"), "r-2 is to be proposed."],
    ["failed", unproposed("failed", "cart.yaml:3: no name"), "r-2 could not be proposed: cart.yaml:3: no name."],
    ["queued", unproposed("queued", "r-1 is deploying"), "r-2 is next in line: r-1 is deploying."],
    ["held", unproposed("held", "ada holds it"), "r-2 is not proposed while the slot is held: ada holds it."],
    [
      "rejected",
      unproposed("rejected", "pull request #5 was closed"),
      "r-2 was rejected here: pull request #5 was closed; to have it all the same, promote it by name.",
    ],
    ["rolled-back", unproposed("rolled-back"), "r-2 ran here and was taken back, so it is not proposed again."],
    ["older", unproposed("older"), "r-2 is older than what runs here, so it is not proposed."],
  ])("tells a release that is %s", (_step, next, text) => {
    expect(explainNext(next)).toBe(text);
  });

  it("does not say twice why the slot is held", () => {
    expect(explain({ held: "ada holds it", next: unproposed("held", "ada holds it") })).toBe(
      "prod/cart runs r-1 successfully. It is held: ada holds it. r-2 is not proposed while the slot is held.",
    );
  });

  it.each([
    ["config-change", "r-2 with the changed configuration is to be proposed."],
    ["rollback", "r-2, as a rollback, is to be proposed."],
    ["override", "r-2, which a person ordered, is to be proposed."],
  ] as const)("tells why it comes when it is a %s", (reason, text) => {
    expect(explainNext(unproposed("propose", "", { reason }))).toBe(text);
  });

  it("tells a pull request that is to be merged", () => {
    expect(explainNext(proposed("merge"))).toBe("Pull request #7 with r-2 is to be merged.");
  });

  it("names the gates that are closed, why, and when they may open", () => {
    const gates: readonly GateVerdict[] = [
      { gate: "upstream", isOpen: true, reason: "stage runs it" },
      { gate: "window", isOpen: false, reason: "it is the weekend", recheckAt: "2026-03-02T09:00:00Z" },
      { gate: "approval", isOpen: false, reason: "1 of 2 people approve" },
    ];
    expect(explainNext(proposed("waiting", gates))).toBe(
      "Pull request #7 with r-2 waits for window (it is the weekend, looked at again at 2026-03-02T09:00:00Z); approval (1 of 2 people approve).",
    );
  });

  it("says that a person has to merge when no gate is closed", () => {
    expect(explainNext(proposed("waiting"))).toBe("Pull request #7 with r-2 waits for a person to merge it.");
  });
});
