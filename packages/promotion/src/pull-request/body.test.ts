import { describe, expect, it } from "vitest";

import {
  changeOf,
  deploymentDiff,
  liveOf,
  pipelineOf,
  policyOf,
  promotionWith,
  releaseOf,
  slotOf,
  trackOf,
  viewOf,
} from "../../fixtures/pull-request-content.ts";
import { pullRequestBody } from "./body.ts";
import type { PullRequestContent } from "./content.ts";

const WEB = { webUrl: "https://github.test" };
const promotion = promotionWith((place) => place);

describe("the body of a pull request", () => {
  it("has its sections in the order in which an approver needs them, and trailers as its last paragraph", () => {
    const body = pullRequestBody(promotion, WEB);
    expect(body.match(/^## .*$/gm)).toEqual([
      "## Warnings",
      "## What changes",
      "## Where it runs already",
      "## Gates",
      "## Where it goes",
      "## What you can do",
    ]);
    expect(body.split("\n\n").at(-1)).toContain("Gitops-Slot: prod/cart");
  });

  it("says who ordered it, why, and which gates that person set aside", () => {
    const body = pullRequestBody(promotion, WEB);
    expect(body).toContain("Ordered by `person` at `2026-03-02T08:00:00Z`: order.");
    expect(body).toContain("`person` has these gates not count: `bypass`");
  });

  it("shows hand edits that a merge overwrites among the warnings", () => {
    expect(pullRequestBody(promotion, WEB)).toContain("- edited by hand, and overwritten by a merge: `drift`");
  });

  it("links the evidence of each cluster, and says since when", () => {
    const body = pullRequestBody(promotion, WEB);
    expect(body).toContain(
      `**\`stage\`**: succeeded, since \`2026-03-01T10:00:00Z\` ([evidence](<https://github.test/acme/shop-manifests/commit/${"c".repeat(40)}>))`,
    );
    expect(body).toContain("`stage-uscluster` success at `2026-03-01T10:02:00Z`: `flux`");
    expect(body).toContain("verification [`verification`](<https://ci.test/1>) success");
  });

  it("lists closed gates first", () => {
    const body = pullRequestBody(promotion, WEB);
    expect(body.indexOf("**closed** `gate`")).toBeLessThan(body.indexOf("open `upstream`"));
  });

  it("shows high-level manifests below the objects, or first when the policy says so", () => {
    const folded = pullRequestBody(promotion, WEB);
    expect(folded.indexOf("**High-level manifests**")).toBeGreaterThan(folded.indexOf("Objects: 1 changed"));
    const first = pullRequestBody(
      promotionWith((place) => place, "first"),
      WEB,
    );
    expect(first.indexOf("**High-level manifests**")).toBeLessThan(first.indexOf("Objects: 1 changed"));
    expect(first).toContain("<details open><summary><code>high&#45;level path</code> changed".replace("&#45;", "-"));
  });

  it("says what failed when it goes back by itself", () => {
    const slot = slotOf("prod");
    const live = liveOf(slot, releaseOf(2), {
      targets: [{ name: "prod", state: "failure", text: "timeout", at: "2026-03-01T10:02:00Z" }],
    });
    const view = viewOf(slot, { live });
    const change = { slot: slot.id, release: releaseOf(1), reason: "rollback", restore: "d".repeat(40) } as const;
    const body = pullRequestBody(contentOf([changeOf(view, releaseOf(1), { change })]), WEB);
    expect(body).toMatch(/^Rolls back \*\*`cart`\*\* in \*\*`prod`\*\*/);
    expect(body).toContain("did not succeed here: `prod` said `timeout`");
    expect(body).toContain("byte for byte");
  });

  it("says that the promoter merges it where the policy does", () => {
    const slot = slotOf("prod", "cart", { policy: policyOf({ merge: "auto" }) });
    const body = pullRequestBody(contentOf([changeOf(viewOf(slot), releaseOf(1))]), WEB);
    expect(body).toContain("it is merged as soon as every gate is open");
  });
});

describe("the body of a pull request of many apps", () => {
  const changes = Array.from({ length: 50 }, (_, index) => {
    const app = `app-${index}`;
    const diffs = Array.from({ length: 60 }, (_, object) =>
      deploymentDiff([`${app}:v1`, "x".repeat(150)], [`${app}:v2`, "y".repeat(150)], `object-${object}`),
    );
    return changeOf(viewOf(slotOf("prod", app)), releaseOf(1, app), { diffs });
  });

  it("has all of them in a table and unfolds each, within what GitHub takes", () => {
    const body = pullRequestBody(contentOf(changes), WEB);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.match(/^\| <code>app/gm)).toHaveLength(50);
    expect(body.match(/^<details><summary><code>app/gm)).toHaveLength(50);
    expect(body.match(/<details/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    expect(body).toContain("[Full diff]");
    expect(body).toContain("more objects are not shown here");
  });
});

describe("the graph of a pull request", () => {
  function graphOf(count: number): string {
    const slots = Array.from({ length: count }, (_, index) =>
      slotOf(`e${index}`, "cart", index === 0 ? {} : { upstream: { slots: [`e${index - 1}/cart`] } }),
    );
    const here = slots[30] ?? slotOf("e30");
    const content = { ...contentOf([changeOf(viewOf(here), releaseOf(1))]), pipeline: pipelineOf(slots) };
    return /```mermaid\n([^]*?)\n```/.exec(pullRequestBody(content, WEB))?.[1] ?? "";
  }

  it("draws all environments, with this step marked", () => {
    expect(graphOf(60).match(/-->/g)).toHaveLength(59);
    expect(graphOf(60)).toContain('n30["e30<br>this step"]:::here');
  });

  it("draws only the neighbours of this step where there are too many", () => {
    expect(graphOf(61).match(/\["e\d+/g)).toEqual(['["e29', '["e30', '["e31']);
  });
});

function contentOf(changes: PullRequestContent["changes"]): PullRequestContent {
  const slots = changes.map(({ view }) => view.slot);
  return { pipeline: pipelineOf(slots), track: trackOf(slots), slots: [], changes, hasMoreSlots: false };
}
