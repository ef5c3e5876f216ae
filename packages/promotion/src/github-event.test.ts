import { describe, expect, it } from "vitest";

import { scopeOfEvent } from "./github-event.ts";
import { definePipeline } from "./pipeline/define-pipeline.ts";

const pipeline = definePipeline({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/shop-manifests" },
  config: [{ kind: "git", repo: "acme/shop-config", paths: ["{env}"] }],
  clusters: { dev: {}, stage: {}, prod: {} },
  apps: {
    cart: { templates: "deploy", images: {}, dependsOn: ["db"] },
    db: { templates: "deploy", images: {}, source: { repo: "acme/db" } },
  },
  environments: {
    dev: { clusters: ["dev"] },
    stage: { after: ["dev"], clusters: ["stage"] },
    prod: { after: ["stage"], clusters: ["prod"] },
  },
})._unsafeUnwrap();

const about = (full_name: string, more: object = {}): unknown => ({ repository: { full_name }, ...more });

describe("a GitHub event", () => {
  it.each(["acme/shop", "acme/shop-manifests", "acme/shop-config", "acme/db", "Acme/Shop"])(
    "of %s may move any slot",
    (name) => {
      expect(scopeOfEvent(pipeline, "push", about(name))).toEqual({});
    },
  );

  it("of another repository moves nothing", () => {
    expect(scopeOfEvent(pipeline, "push", about("acme/blog"))).toBe(undefined);
  });

  it("of a kind that moves no slot is passed over", () => {
    expect(scopeOfEvent(pipeline, "star", about("acme/shop"))).toBe(undefined);
  });

  it.each([undefined, null, 7, "push", {}, { repository: null }, { repository: { full_name: 7 } }])(
    "with the payload %j moves nothing",
    (payload) => {
      expect(scopeOfEvent(pipeline, "push", payload)).toBe(undefined);
    },
  );

  it("about a pull request is about its track, and what comes after", () => {
    const pull_request = { head: { ref: "gitops/promote/dev/cart" } };
    expect(scopeOfEvent(pipeline, "pull_request", about("acme/shop-manifests", { pull_request }))).toEqual({
      apps: ["cart"],
      environments: ["dev", "stage"],
    });
  });

  it("about another pull request may be about anything", () => {
    const pull_request = { head: { ref: "fix-typo" } };
    expect(scopeOfEvent(pipeline, "pull_request", about("acme/shop-manifests", { pull_request }))).toEqual({});
  });

  it.each(["gitops/stage/db/stage", "gitops/verify/stage/db/e2e", "gitops/same/stage/db", "gitops/stage/db@eu/a"])(
    "about the status %s is about its slot, what comes after and what depends on it",
    (context) => {
      expect(scopeOfEvent(pipeline, "status", about("acme/shop-manifests", { context }))).toEqual({
        apps: ["db", "cart"],
        environments: ["stage", "prod"],
      });
    },
  );

  it.each(["gitops/gates", "gitops/control", "gitops/inbox/cart", "gitops/dispatch/dev/cart/success"])(
    "about our own mark %s moves nothing",
    (context) => {
      expect(scopeOfEvent(pipeline, "status", about("acme/shop-manifests", { context }))).toBe(undefined);
    },
  );

  it.each(["ci/build", "gitops"])("about the status %s may be about anything", (context) => {
    expect(scopeOfEvent(pipeline, "status", about("acme/shop-manifests", { context }))).toEqual({});
  });
});
