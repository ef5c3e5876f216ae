import { expect, it } from "vitest";

import { deploymentDiff, releaseOf } from "../../fixtures/pull-request-content.ts";
import { planComment, type PlannedSlot } from "./plan-comment.ts";

function planned(environment: string, more: Partial<PlannedSlot> = {}): PlannedSlot {
  return {
    slot: { environment, app: "cart", part: undefined },
    live: releaseOf(1),
    diffs: [deploymentDiff(["cart:v1", "one"], ["cart:v2", "two"])],
    warnings: [],
    failure: undefined,
    ...more,
  };
}

it("shows each environment in a table, and what changes in it below", () => {
  const comment = planComment({ release: releaseOf(2), slots: [planned("dev"), planned("prod", { diffs: [] })] });
  expect(comment).toContain(
    "| <code>dev</code> | <code>cart</code> | <code>r-1111111111111111</code> | 1 changed |  |",
  );
  expect(comment).toContain("| <code>prod</code> | <code>cart</code> | <code>r-1111111111111111</code> | none |  |");
  expect(comment).toContain("- `cart:v1` → `cart:v2`");
  expect(comment.match(/<details><summary><code>(dev|prod)/g)).toEqual(["<details><summary><code>dev"]);
});

it("says so when nothing changes anywhere", () => {
  expect(planComment({ release: releaseOf(2), slots: [planned("dev", { diffs: [] })] })).toContain(
    "changes nothing in any environment",
  );
});

it("names first what cannot be rendered", () => {
  const failure = "cart.yaml: fixes #1, says @octocat | `a`";
  const comment = planComment({
    release: releaseOf(2),
    slots: [planned("dev"), planned("prod", { diffs: [], failure })],
  });
  expect(comment.indexOf("**cannot be rendered** for `prod`")).toBeLessThan(comment.indexOf("| where |"));
  expect(comment).not.toMatch(/@octocat|#1/);
});

it("never has more than it may, however many slots there are", () => {
  const slots = Array.from({ length: 300 }, (_, index) => planned(`env-${index}`));
  for (const maxChars of [0, 50, 500, 5000, 65_536, 100_000]) {
    const comment = planComment({ release: releaseOf(2), slots }, { maxChars });
    expect(comment.length).toBeLessThanOrEqual(Math.min(maxChars, 65_536));
  }
  expect(planComment({ release: releaseOf(2), slots }, { maxChars: 5000 })).toContain("more are not unfolded here");
});
