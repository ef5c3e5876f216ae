import { describe, expect, it } from "vitest";

import type { CommitStatusState, ReportedStatus } from "../../status/read.ts";
import { conclude } from "./conclusion.ts";
import type { TargetsNeeded } from "../target.ts";

describe("conclude", () => {
  it("concludes nothing before a target has reported", () => {
    expect(concludeFrom({ eu: undefined })).toBeUndefined();
  });

  it("takes the state, time and text of a target that is alone", () => {
    expect(concludeFrom({ eu: status("failure", 3, "timeout waiting for Deployment") })).toMatchObject({
      state: "failure",
      at: "2026-03-02T10:00:03Z",
      text: "timeout waiting for Deployment",
    });
  });

  it("succeeds at the last success of all", () => {
    expect(concludeFrom({ eu: status("success", 5), us: status("success", 2) })).toMatchObject({
      state: "success",
      at: "2026-03-02T10:00:05Z",
      text: "2 of 2 targets succeeded",
    });
  });

  it.each([
    ["progresses", status("pending", 4)],
    ["has not reported", undefined],
    ["shows foreign text", { ...status("success", 4), at: undefined }],
  ])("is pending while one %s", (_case, us) => {
    const conclusion = concludeFrom({ eu: status("success", 5), us });
    expect(conclusion).toMatchObject({ state: "pending", text: "1 of 2 targets succeeded" });
  });

  it("fails with the first failure and names it, also while others are open", () => {
    expect(concludeFrom({ eu: status("failure", 2), us: undefined, ap: status("success", 9) })).toMatchObject({
      state: "failure",
      at: "2026-03-02T10:00:02Z",
      text: "1 succeeded, 1 of 3 targets failed: eu",
      targets: [
        { name: "eu", state: "failure" },
        { name: "us", state: "pending" },
        { name: "ap", state: "success" },
      ],
    });
  });
});

describe("conclude, with fewer targets than all", () => {
  const [good, bad, open] = [status("success", 5), status("failure", 2), status("pending", 7)];
  it.each([
    ["any", { eu: good, us: bad }, "success"],
    ["any", { eu: bad, us: open }, "pending"],
    ["any", { eu: bad, us: bad }, "failure"],
    [2, { eu: good, us: good, ap: undefined }, "success"],
    [2, { eu: good, us: bad, ap: undefined }, "pending"],
    [2, { eu: good, us: bad, ap: bad }, "failure"],
    [9, { eu: good, us: good }, "success"],
    [9, { eu: good, us: undefined }, "pending"],
    [0, { eu: undefined, us: open }, "pending"],
  ] as const)("of which it needs %s: %j", (need, statuses, state) => {
    expect(concludeFrom(statuses, need)?.state).toBe(state);
  });

  it("takes the time of the last success that counts", () => {
    expect(concludeFrom({ eu: good, us: bad, ap: open }, "any")?.at).toBe("2026-03-02T10:00:05Z");
  });
});

function concludeFrom(
  statuses: Readonly<Record<string, ReportedStatus | undefined>>,
  need?: TargetsNeeded,
): ReturnType<typeof conclude> {
  return conclude({ targets: Object.keys(statuses), need }, (name) => statuses[name]);
}

function status(state: CommitStatusState, second: number, text = ""): ReportedStatus {
  const at = `2026-03-02T10:00:0${second}Z`;
  return { context: "", state, text, at, id: "r-1", creator: "bot", updatedAt: at, targetUrl: undefined, statusId: 1 };
}
