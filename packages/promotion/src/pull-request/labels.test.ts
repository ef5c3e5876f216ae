import { expect, it } from "vitest";

import { changeOf, policyOf, releaseOf, slotOf, trackOf, viewOf } from "../../fixtures/pull-request-content.ts";
import type { ChangeContent } from "./content.ts";
import { pullRequestLabels } from "./labels.ts";

function labelsOf(...changes: readonly ChangeContent[]): readonly string[] {
  return pullRequestLabels(trackOf(changes.map(({ view }) => view.slot)), changes);
}

function change(app: string, labels: readonly string[] = []): ChangeContent {
  return changeOf(viewOf(slotOf("prod", app, { policy: policyOf({ labels }) })), releaseOf(1, app));
}

it("names the environment and the app", () => {
  expect(labelsOf(change("cart"))).toEqual(["gitops", "env: prod", "app: cart"]);
});

it("says that it is a rollback", () => {
  const content = change("cart");
  expect(labelsOf({ ...content, change: { ...content.change, reason: "rollback" } })).toContain("rollback");
});

it("adds those of the policy, each once in its first spelling", () => {
  expect(labelsOf(change("cart", ["Team", "GitOps"]), change("front", ["team"]))).toEqual([
    "gitops",
    "env: prod",
    "app: cart",
    "app: front",
    "Team",
  ]);
});

it("names no app when there are more than ten", () => {
  const apps = Array.from({ length: 11 }, (_, index) => change(`app-${index}`));
  expect(labelsOf(...apps)).toEqual(["gitops", "env: prod"]);
});

it("makes labels that GitHub takes: at most 50 characters, and no comma", () => {
  const labels = labelsOf(change("a".repeat(63), ["one,two", " \n ", "\u{1f600}".repeat(60)]));
  expect(labels.slice(2)).toEqual([`app: ${"a".repeat(45)}`, "one two", "\u{1f600}".repeat(50)]);
});
