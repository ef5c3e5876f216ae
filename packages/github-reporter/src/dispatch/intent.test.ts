import { describe, expect, it } from "vitest";

import type { ReportedStatus } from "../status/read.ts";
import { dispatchOf, intentId, isFirstIntent } from "./intent.ts";

const ID = "r-1-success-0123456789ab";
const [mine, theirs, old] = [intentId(ID), intentId(ID), intentId(ID)];

describe("an intent", () => {
  it("names its dispatch, and is like no other", () => {
    expect(dispatchOf(mine)).toBe(ID);
    expect(mine).not.toBe(theirs);
  });

  it.each<[string, readonly ReportedStatus[], boolean]>([
    ["is alone", [entry("pending", mine)], true],
    ["came after another", [entry("pending", mine), entry("pending", theirs)], false],
    ["came before another", [entry("pending", theirs), entry("pending", mine)], true],
    ["follows a doubt that ended", [entry("pending", mine), entry("failure", ID), entry("pending", theirs)], true],
    [
      "follows a doubt that ended by name",
      [entry("pending", mine), entry("failure", theirs), entry("pending", theirs)],
      true,
    ],
    [
      "came after another that was announced before the same doubt ended again",
      [
        entry("pending", mine),
        entry("failure", old),
        entry("pending", theirs),
        entry("failure", old),
        entry("pending", old),
      ],
      false,
    ],
    ["follows a dispatch of another release", [entry("pending", mine), entry("pending", "r-0-success-0~1")], true],
    ["is overtaken by one that was sent", [entry("success", ID), entry("pending", mine)], false],
    ["was read twice", [entry("pending", theirs), entry("pending", mine), entry("pending", mine)], true],
    ["is not there", [], false],
  ])("sends only as the first: one that %s", (_case, history, isFirst) => {
    expect(isFirstIntent(history, mine)).toBe(isFirst);
  });
});

function entry(state: ReportedStatus["state"], id: string): ReportedStatus {
  return { context: "", state, text: "", at: "", id, creator: "", updatedAt: "", targetUrl: undefined, statusId: 1 };
}
