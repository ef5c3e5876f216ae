import { describe, expect, it } from "vitest";

import type { StatusContent } from "./decide-write.ts";
import { decideWrite, overdueId } from "./decide-write.ts";
import type { CommitStatusState, ReportedStatus } from "./read.ts";

describe("decideWrite", () => {
  it.each(["observation", "conclusion", "record"] as const)("writes %s where nothing is shown", (meaning) => {
    expect(decideWrite(undefined, wanted("pending", 1), meaning)).toBe("write");
  });

  it.each(["observation", "conclusion", "record"] as const)("writes %s over foreign text", (meaning) => {
    const foreign = { ...shown("success", 1), at: undefined, id: undefined };
    expect(decideWrite(foreign, wanted("success", 1), meaning)).toBe("write");
  });

  it.each([
    ["the same state, whenever it was seen", shown("success", 1), wanted("success", 9), "equal"],
    ["progress after a verdict, also a later one", shown("success", 1), wanted("pending", 9), "outdated"],
    ["a verdict after progress, also an earlier one", shown("pending", 9), wanted("success", 1), "write"],
    ["a later failure", shown("success", 1), wanted("failure", 2), "write"],
    ["an earlier failure", shown("success", 2), wanted("failure", 1), "outdated"],
    ["a failure of the same second", shown("success", 1), wanted("failure", 1), "write"],
    ["a success of the same second", shown("failure", 1), wanted("success", 1), "outdated"],
    ["a success after an error that somebody else gave", shown("error", 1), wanted("success", 2), "write"],
  ] as const)("decides on an observation by the order of what Flux saw: %s", (_case, current, next, decision) => {
    expect(decideWrite(current, next, "observation")).toBe(decision);
  });

  it.each([
    ["silence after progress, also later progress", shown("pending", 9), overdue("failure", 1), "write"],
    ["silence again", overdue("failure", 1), overdue("failure", 1), "equal"],
    ["silence after a success", shown("success", 1), overdue("failure", 9), "outdated"],
    ["silence after a failure", shown("failure", 1), overdue("failure", 9), "equal"],
    ["progress after silence", overdue("failure", 1), wanted("pending", 9), "outdated"],
    ["an earlier success after silence", overdue("failure", 9), wanted("success", 1), "write"],
    ["an earlier failure after silence, for it says why", overdue("failure", 9), wanted("failure", 1), "write"],
  ] as const)("ranks silence between progress and verdicts: %s", (_case, current, next, decision) => {
    expect(decideWrite({ ...shown("pending", 1), ...current }, next, "observation")).toBe(decision);
  });

  it.each([
    ["the same state", shown("success", 1), wanted("success", 9), "equal"],
    ["another state, also of an earlier event", shown("success", 9), wanted("failure", 1), "write"],
    ["pending after a verdict, as when a target joins", shown("success", 9), wanted("pending", 1), "write"],
    ["a later event about another id", shown("failure", 1, "other"), wanted("success", 2), "write"],
    ["an earlier event about another id", shown("success", 2, "other"), wanted("failure", 1), "outdated"],
  ] as const)("takes the last conclusion about an id: %s", (_case, current, next, decision) => {
    expect(decideWrite(current, next, "conclusion")).toBe(decision);
  });

  it.each([
    ["the same entry", shown("pending", 1), wanted("pending", 1), "equal"],
    ["a further attempt", shown("pending", 1), wanted("pending", 2), "write"],
    ["another state", shown("success", 1), wanted("pending", 1), "write"],
  ] as const)("writes each record: %s", (_case, current, next, decision) => {
    expect(decideWrite(current, next, "record")).toBe(decision);
  });
});

function at(second: number): string {
  return `2026-03-02T10:00:0${second}Z`;
}

function wanted(state: StatusContent["state"], second: number): StatusContent {
  return { state, text: "", at: at(second), id: "one" };
}

function overdue(state: "failure", second: number): StatusContent {
  return { ...wanted(state, second), id: overdueId("one") };
}

function shown(state: CommitStatusState, second: number, id = "one"): ReportedStatus {
  return {
    context: "gitops/dev/cart",
    state,
    text: "",
    at: at(second),
    id,
    creator: "acme-gitops[bot]",
    updatedAt: at(second),
    targetUrl: undefined,
    statusId: 1,
  };
}
