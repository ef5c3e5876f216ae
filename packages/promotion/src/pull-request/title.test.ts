import { expect, it } from "vitest";

import { changeOf, releaseOf, slotOf, trackOf, viewOf } from "../../fixtures/pull-request-content.ts";
import type { ChangeContent } from "./content.ts";
import { pullRequestTitle } from "./title.ts";

function titleOf(...changes: readonly ChangeContent[]): string {
  return pullRequestTitle(trackOf(changes.map(({ view }) => view.slot)), changes);
}

function cart(reason: ChangeContent["change"]["reason"], environment = "prod", app = "cart"): ChangeContent {
  const content = changeOf(viewOf(slotOf(environment, app)), releaseOf(8, app));
  return { ...content, change: { ...content.change, reason } };
}

it.each([
  ["promotion", "Deploy cart to prod: acme/shop@8888888"],
  ["override", "Deploy (ordered) cart to prod: acme/shop@8888888"],
  ["config-change", "Reconfigure cart in prod: acme/shop@8888888"],
  ["rollback", "Roll back cart in prod: acme/shop@8888888"],
] as const)("says what happens in a %s", (reason, title) => {
  expect(titleOf(cart(reason))).toBe(title);
});

it("names the wave or cluster that it is about", () => {
  const slot = slotOf("prod", "cart", { part: "canary" });
  expect(titleOf(changeOf(viewOf(slot), releaseOf(8)))).toBe("Deploy cart to prod canary: acme/shop@8888888");
});

it("names three apps and counts the others", () => {
  const apps = ["a", "b", "c", "d", "e"].map((app) => cart("promotion", "prod", app));
  expect(titleOf(...apps)).toBe("Deploy a, b, c and 2 more to prod: acme/shop@8888888");
});

it("names no commit when there are several, and no kind when they differ", () => {
  const front = changeOf(viewOf(slotOf("prod", "front")), releaseOf(9, "front"));
  expect(titleOf(cart("rollback"), front)).toBe("Update cart, front to prod");
});

it("mentions nobody, refers to nothing, and stays short", () => {
  const slot = slotOf("prod", `@octocat #1 GH-2 ${"x".repeat(300)}\nsecond`);
  const title = titleOf(changeOf(viewOf(slot), releaseOf(8)));
  expect(title).not.toMatch(/@\w|#\d|GH-\d|\n/);
  expect(title.length).toBeLessThan(256);
});
