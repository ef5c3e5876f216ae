import { describe, expect, test } from "vitest";

import type { JsonObject, JsonValue } from "../json.ts";
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

  test("shows risks first, then images, then removed, added and changed objects with their fields", () => {
    const diffs = diffResources(
      [
        pod("cart", `ghcr.io/acme/cart:1@${DIGESTS[0]}`),
        resource("PersistentVolumeClaim", "data", {}),
        resource("Service", "old", { port: 1 }),
        resource("Service", "web", { port: 80 }),
      ],
      [
        pod("cart", `ghcr.io/acme/cart:2@${DIGESTS[1]}`),
        resource("Service", "new", {}),
        resource("Service", "web", { port: "80", type: "NodePort" }),
      ],
    );
    expect(summarizeChanges(diffs)).toBe(
      [
        "Objects: 2 changed, 1 added, 2 removed.",
        "",
        "### Look at these first",
        "",
        "- `PersistentVolumeClaim shop/data`: the claim is deleted, and its data with it when the volume has the reclaim policy Delete",
        "- `Service shop/web`: the service becomes reachable on a port of every node (`spec.type`)",
        "- `Service shop/old`: the object is deleted from the cluster",
        "",
        "**Images**",
        "",
        "- `ghcr.io/acme/cart:1@sha256:aaaaaaaaaaaa…` → `ghcr.io/acme/cart:2@sha256:bbbbbbbbbbbb…`",
        "",
        "**Removed**",
        "",
        "- `PersistentVolumeClaim shop/data`",
        "- `Service shop/old`",
        "",
        "**Added**",
        "",
        "- `Service shop/new`",
        "",
        "**Changed**",
        "",
        "<details><summary><code>Pod shop/cart</code> 1 field</summary>",
        "",
        `- \`spec.containers[name=main].image\`: \`"ghcr.io/acme/cart:1@${DIGESTS[0]}"\` → \`"ghcr.io/acme/cart:2@${DIGESTS[1]}"\``,
        "",
        "</details>",
        "<details><summary><code>Service shop/web</code> 2 fields</summary>",
        "",
        '- `spec.port`: `80` → `"80"`',
        '- `spec.type`: (none) → `"NodePort"`',
        "",
        "</details>",
        "",
      ].join("\n"),
    );
  });

  test("shows both digests in full when they begin alike", () => {
    const digest = (end: string) => `x@sha256:${"a".repeat(63)}${end}`;
    const summary = summarizeChanges(diffResources([pod("p", digest("1"))], [pod("p", digest("2"))]));
    expect(summary).toContain(`- \`${digest("1")}\` → \`${digest("2")}\``);
  });

  test("says that a value changes where it must not show it", () => {
    const secret = (data: JsonObject): Resource => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s" },
      data,
    });
    const summary = summarizeChanges(diffResources([secret({ a: "x1", b: "x2" })], [secret({ b: "x3", c: "x4" })]));
    expect(summary).toContain(
      "- `data.a`: is removed (hidden)\n- `data.b`: changes (hidden)\n- `data.c`: is added (hidden)\n",
    );
    expect(summary).not.toMatch(/x\d/);
  });

  test("tells where an object has its content from when it only changes its name", () => {
    const summary = summarizeChanges(
      diffResources([resource("Service", "old", { port: 1 })], [resource("Service", "new", { port: 1 })]),
    );
    expect(summary).toContain("- `Service shop/new` (equal to the removed `Service shop/old`)\n");
  });

  test("shows a number of risks that a person can read", () => {
    const objects = Array.from({ length: 60 }, (_, index) => resource("Probe", `p${index}`, { index }));
    const summary = summarizeChanges(diffResources(objects, []));
    expect(summary.match(/is deleted from the cluster/g)).toHaveLength(50);
    expect(summary).toContain("- and 10 more\n");
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
    expect(summary.match(/<\/details>/g)).toHaveLength(shown);
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
    expect(summary).toContain("- 75 more fields\n");
  });

  test("shows where two long texts differ", () => {
    const text = (end: string) => `${"same ".repeat(100)}${end}`;
    const before = resource("Probe", "p", { text: text("old end") });
    const summary = summarizeChanges(diffResources([before], [resource("Probe", "p", { text: text("new end") })]));
    expect(summary).toMatch(/`….*old end"` → `….*new end"`/);
  });

  test("keeps text from outside in code, whatever it holds and wherever it stands", () => {
    const hostile =
      "`` ` </code></summary></details> @octocat #123 https://example.com <img src=x> [x](y)\n\n# heading \u202e | *b* $`x`$";
    const before = resource("Probe", hostile, { containers: [{ name: hostile, image: "a" }] });
    const after = resource("Probe", hostile, { containers: [{ name: hostile, image: hostile }], [hostile]: 1 });
    const summary = summarizeChanges(
      diffResources([before, resource(hostile, "gone", {})], [after, resource("Probe", "new", { [hostile]: hostile })]),
    );
    expect(summary).not.toContain("\u202e");
    const outside = summary
      .replaceAll(/<code>(?:[\p{L}\p{N} ./-]|&#\d+;)*<\/code>/gu, "")
      .replaceAll(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/octocat|123|example|img|heading|\*b|`/);
    expect(summary.match(/<details>/g)).toHaveLength(1);
    expect(outside.match(/<[^>]+>/g)).toEqual(["<details>", "<summary>", "</summary>", "</details>"]);
  });

  test("refuses an address that is none", () => {
    expect(() => summarizeChanges([], { fullDiffUrl: "not an address" })).toThrow(TypeError);
  });
});
