import { describe, expect, test } from "vitest";

import type { JsonValue } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import { diffResources } from "./diff-resources.ts";
import { summarizeChanges } from "./summarize-changes.ts";

const DIGESTS = ["a", "b"].map((digit) => `sha256:${digit.repeat(64)}`);

function resource(kind: string, name: string, spec: JsonValue): Resource {
  return { apiVersion: "v1", kind, metadata: { name, namespace: "shop" }, spec };
}

function pod(name: string, image: string): Resource {
  return resource("Pod", name, { containers: [{ name: "main", image }] });
}

describe("summarizeChanges", () => {
  test("says when nothing changes", () => {
    expect(summarizeChanges([])).toBe("No object changes.\n");
  });

  test("shows images first, then removed, added and changed objects with their fields", () => {
    const diffs = diffResources(
      [
        pod("cart", `ghcr.io/acme/cart:1@${DIGESTS[0]}`),
        resource("Service", "old", {}),
        resource("Service", "web", { port: 80 }),
      ],
      [
        pod("cart", `ghcr.io/acme/cart:2@${DIGESTS[1]}`),
        resource("Service", "new", {}),
        resource("Service", "web", { port: "80" }),
      ],
    );
    expect(summarizeChanges(diffs)).toBe(
      [
        "Objects: 2 changed, 1 added, 1 removed.",
        "",
        "**Images**",
        "",
        "- `ghcr.io/acme/cart:1@sha256:aaaaaaaaaaaa…` → `ghcr.io/acme/cart:2@sha256:bbbbbbbbbbbb…`",
        "",
        "**Removed**",
        "",
        "- `Service shop/old`",
        "",
        "**Added**",
        "",
        "- `Service shop/new`",
        "",
        "**Changed**",
        "",
        "- `Pod shop/cart`",
        `  - \`spec.containers[name=main].image\`: \`"ghcr.io/acme/cart:1@${DIGESTS[0]}"\` → \`"ghcr.io/acme/cart:2@${DIGESTS[1]}"\``,
        "- `Service shop/web`",
        '  - `spec.port`: `80` → `"80"`',
        "",
      ].join("\n"),
    );
  });

  test("shows an image that many containers share once", () => {
    const pods = (tag: string) => ["a", "b", "c"].map((name) => pod(name, `x:${tag}`));
    const summary = summarizeChanges(diffResources(pods("1"), pods("2")));
    expect(summary.split("**Changed**")[0]?.match(/`x:1` → `x:2`/g)).toHaveLength(1);
  });

  test("cuts between objects, says how many are missing and where to find them", () => {
    const objects = (value: number) =>
      Array.from({ length: 50 }, (_, index) => resource("Probe", `p${index + 10}`, { value }));
    const diffs = diffResources(objects(1), objects(2));
    const summary = summarizeChanges(diffs, { maxChars: 1_000, fullDiffUrl: "https://example.com/diff" });
    const shown = summary.match(/Probe shop/g)?.length ?? 0;
    expect(summary.length).toBeLessThanOrEqual(1_000);
    expect(shown).toBeGreaterThan(5);
    expect(summary).toContain(`${50 - shown} more objects are not shown here. [Full diff](<https://example.com/diff>)`);
    expect(summary.match(/`1` → `2`/g)).toHaveLength(shown);
  });

  test.each([0, 1, 20, 60, 100])("never has more than %i characters", (maxChars) => {
    const diffs = diffResources([pod("a", "x:1")], [pod("a", "x:2"), pod("b", "y:1")]);
    expect(summarizeChanges(diffs, { maxChars }).length).toBeLessThanOrEqual(maxChars);
  });

  test("shortens an object with very many changed fields", () => {
    const spec = (value: number) => Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, value]));
    const summary = summarizeChanges(
      diffResources([resource("Probe", "p", spec(1))], [resource("Probe", "p", spec(2))]),
    );
    expect(summary).toContain("  - 75 more fields\n");
  });

  test("shows where two long texts differ", () => {
    const text = (end: string) => `${"same ".repeat(100)}${end}`;
    const before = resource("Probe", "p", { text: text("old end") });
    const summary = summarizeChanges(diffResources([before], [resource("Probe", "p", { text: text("new end") })]));
    expect(summary).toMatch(/`….*old end"` → `….*new end"`/);
  });

  test("keeps text from outside in inline code, whatever it holds", () => {
    const hostile = "`` ` @octocat <img src=x> [x](y)\n# heading \u202e | *b*";
    const summary = summarizeChanges(
      diffResources([resource("Probe", "p", { text: "a" })], [resource("Probe", "p", { text: hostile, [hostile]: 1 })]),
    );
    expect(summary).not.toContain("\u202e");
    for (const line of summary.split("\n")) {
      expect(line).toMatch(/^(?:|Objects: .*|\*\*\w+\*\*|(?: {2})?- .*)$/);
      expect(line.replaceAll(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, "")).not.toMatch(/[@<[*]octocat|<img|heading/);
    }
  });

  test("refuses an address that is none", () => {
    expect(() => summarizeChanges([], { fullDiffUrl: "not an address" })).toThrow(TypeError);
  });
});
