import { parseFluxEvent, type FluxEvent } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { definePipeline } from "./define-pipeline.ts";
import { reportedSlot, resolveTarget } from "./resolve-target.ts";

const pipeline = definePipeline({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/shop-manifests" },
  clusters: { dev: {}, "stage-eu": {}, "stage-us": {} },
  apps: { cart: { templates: "deploy", images: {} } },
  environments: { dev: { clusters: ["dev"] }, stage: { after: ["dev"], clusters: ["stage-eu", "stage-us"] } },
})._unsafeUnwrap();

function event(object: Readonly<Record<string, string>>, metadata: Readonly<Record<string, string>> = {}): FluxEvent {
  const involvedObject = { kind: "Kustomization", namespace: "flux-system", name: "cart", ...object };
  return parseFluxEvent(JSON.stringify({ involvedObject, metadata }))._unsafeUnwrap();
}

describe("resolveTarget", () => {
  it("finds the slot by the cluster and the Flux object", () => {
    expect(resolveTarget(pipeline, event({}), "stage-us")).toEqual({
      repository: "acme/shop-manifests",
      slot: "stage/cart",
      environment: "stage",
      app: "cart",
      part: undefined,
      path: "envs/stage/cart",
      branch: "main",
      target: "stage-us",
      targets: ["stage-eu", "stage-us"],
      need: "all",
      next: [],
      source: "acme/shop",
      eventType: undefined,
      deployment: { environment: "stage", production: false, transient: false },
    });
  });

  it.each([
    ["another cluster", {}, "prod"],
    ["another name", { name: "front" }, "dev"],
    ["another namespace", { namespace: "shop" }, "dev"],
    ["another kind", { kind: "HelmRelease" }, "dev"],
  ])("knows nothing of %s", (_, object, cluster) => {
    expect(resolveTarget(pipeline, event(object), cluster)).toBeUndefined();
  });

  it("finds an object of any name by its annotations", () => {
    const annotated = event({ name: "team-a-cart" }, { app: "cart", environment: "dev" });
    expect(resolveTarget(pipeline, annotated, "dev")?.slot).toBe("dev/cart");
  });

  it("believes annotations only in the namespace of the target", () => {
    const forged = event({ namespace: "team-b", name: "x" }, { app: "cart", environment: "dev" });
    expect(resolveTarget(pipeline, forged, "dev")).toBeUndefined();
  });

  it("believes annotations only on a cluster of that environment", () => {
    const forged = event({ name: "team-a-cart" }, { app: "cart", environment: "stage" });
    expect(resolveTarget(pipeline, forged, "dev")).toBeUndefined();
  });
});

describe("resolveTarget in a pipeline with waves, and a repository and branch for each environment", () => {
  const waves = definePipeline({
    version: 1,
    name: "shop",
    source: { repo: "acme/shop" },
    manifests: { repo: "acme/shop-manifests", baseBranch: "env/{env}", path: "{app}" },
    clusters: { dev: {}, "prod-eu": {}, "prod-us": {} },
    apps: { cart: { templates: "deploy", images: {}, source: { repo: "acme/cart" } } },
    environments: {
      dev: { clusters: ["dev"], deployment: false },
      prod: {
        after: ["dev"],
        clusters: ["prod-eu", "prod-us"],
        manifests: { repo: "acme/{env}-manifests", path: "{wave}/{app}" },
        waves: [
          { name: "canary", clusters: ["prod-eu"] },
          { name: "rest", clusters: ["prod-us"] },
        ],
        success: { targets: "any" },
        verify: { event: "shop.deployed", contexts: ["smoke"] },
        deployment: { environment: "{env}-{wave}", production: true },
      },
    },
  })._unsafeUnwrap();

  it("tells the wave by the cluster, whatever the name of the object", () => {
    const annotated = event({ name: "team-a-cart" }, { app: "cart", environment: "prod" });
    expect(resolveTarget(waves, annotated, "prod-us")).toMatchObject({
      repository: "acme/prod-manifests",
      slot: "prod/cart@rest",
      part: "rest",
      path: "rest/cart",
      branch: "env/prod",
      need: "any",
      source: "acme/cart",
      eventType: "shop.deployed",
      deployment: { environment: "prod-rest", production: true, transient: false },
    });
    expect(resolveTarget(waves, annotated, "prod-eu")?.slot).toBe("prod/cart@canary");
  });

  it("asks for no deployment where the policy has none", () => {
    expect(resolveTarget(waves, event({}), "dev")).toMatchObject({ branch: "env/dev", deployment: false });
  });
});

describe("reportedSlot", () => {
  it("describes the slot as events of its targets do", () => {
    const { target, ...slot } = resolveTarget(pipeline, event({}), "stage-us")!;
    expect([target, reportedSlot(pipeline, "stage/cart")]).toEqual(["stage-us", slot]);
  });

  it("knows no slot that the pipeline does not have", () => {
    expect(reportedSlot(pipeline, "prod/cart")).toBeUndefined();
  });
});
