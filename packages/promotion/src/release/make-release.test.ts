import { describe, expect, it } from "vitest";

import { makeRelease, type ReleaseContent } from "./make-release.ts";

const CONTENT: ReleaseContent = {
  app: "cart",
  source: { repository: "acme/shop", sha: "a".repeat(40) },
  images: {
    cart: `ghcr.io/acme/cart@sha256:${"1".repeat(64)}`,
    worker: `ghcr.io/acme/worker@sha256:${"2".repeat(64)}`,
  },
  templates: { path: "deploy/cart", tree: "b".repeat(40) },
};

describe("makeRelease", () => {
  it("gives equal content the same id, whatever else is known about it", () => {
    expect(makeRelease(CONTENT, { subject: "again" }).id).toBe(makeRelease(CONTENT).id);
  });

  it("does not depend on the order of the images", () => {
    const images = Object.fromEntries(Object.entries(CONTENT.images).reverse());
    expect(makeRelease({ ...CONTENT, images }).id).toBe(makeRelease(CONTENT).id);
  });

  it.each<[string, Partial<ReleaseContent>]>([
    ["app", { app: "front" }],
    ["commit", { source: { ...CONTENT.source, sha: "c".repeat(40) } }],
    ["image", { images: { ...CONTENT.images, cart: `ghcr.io/acme/cart@sha256:${"3".repeat(64)}` } }],
    ["templates", { templates: { ...CONTENT.templates, tree: "d".repeat(40) } }],
  ])("gives another %s another id", (_, change) => {
    expect(makeRelease({ ...CONTENT, ...change }).id).not.toBe(makeRelease(CONTENT).id);
  });

  it("has an id that fits a branch name, a label and a status description", () => {
    expect(makeRelease(CONTENT).id).toMatch(/^r-[0-9a-f]{16}$/);
  });
});
