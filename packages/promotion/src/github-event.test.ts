import { describe, expect, it } from "vitest";

import { concernsPipeline } from "./github-event.ts";
import { definePipeline } from "./pipeline/define-pipeline.ts";

const pipeline = definePipeline({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/shop-manifests" },
  config: [{ kind: "git", repo: "acme/shop-config", paths: ["{env}"] }],
  clusters: { dev: {} },
  apps: { cart: { templates: "deploy", images: {} } },
  environments: { dev: { clusters: ["dev"] } },
})._unsafeUnwrap();

const about = (full_name: string): unknown => ({ repository: { full_name } });

describe("a GitHub event", () => {
  it.each(["acme/shop", "acme/shop-manifests", "acme/shop-config", "Acme/Shop"])("of %s may move a slot", (name) => {
    expect(concernsPipeline(pipeline, "push", about(name))).toBe(true);
  });

  it("of another repository moves nothing", () => {
    expect(concernsPipeline(pipeline, "push", about("acme/blog"))).toBe(false);
  });

  it("of a kind that moves no slot is passed over", () => {
    expect(concernsPipeline(pipeline, "star", about("acme/shop"))).toBe(false);
  });

  it.each([undefined, null, 7, "push", {}, { repository: null }, { repository: { full_name: 7 } }])(
    "with the payload %j moves nothing",
    (payload) => {
      expect(concernsPipeline(pipeline, "push", payload)).toBe(false);
    },
  );
});
