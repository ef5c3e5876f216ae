import { expect, it } from "vitest";

import { changeOf, policyOf, releaseOf, slotOf, trackOf, viewOf } from "../../fixtures/pull-request-content.ts";
import { pullRequestReviewers, type Reviewers } from "./reviewers.ts";

function reviewersOf(...names: readonly string[]): Reviewers {
  const slot = slotOf("prod", "cart", { policy: policyOf({ reviewers: names }) });
  return pullRequestReviewers(trackOf([slot]), [changeOf(viewOf(slot), releaseOf(1))]);
}

it("tells people from teams, and asks each once", () => {
  expect(reviewersOf("ada", "acme/sre", "Ada", "ACME/platform")).toEqual({
    logins: ["Ada"],
    teams: ["sre", "platform"],
    notes: [],
  });
});

it("leaves out teams of other organizations, and says so", () => {
  expect(reviewersOf("other/sre", "ada")).toEqual({
    logins: ["ada"],
    teams: [],
    notes: ["Team other/sre cannot be asked for a review: it is not of acme, which owns acme/shop-manifests"],
  });
});

it("leaves out what can be no login", () => {
  expect(reviewersOf("a b", "@ada").notes).toEqual([
    "Reviewer a b is neither a login nor org/team",
    "Reviewer @ada is neither a login nor org/team",
  ]);
});

it("asks no more than GitHub takes", () => {
  const { logins, notes } = reviewersOf(...Array.from({ length: 17 }, (_, index) => `ada-${index}`));
  expect(logins).toHaveLength(15);
  expect(notes).toEqual([
    "Reviewer ada-15 is not asked: GitHub asks 15 at most",
    "Reviewer ada-16 is not asked: GitHub asks 15 at most",
  ]);
});
