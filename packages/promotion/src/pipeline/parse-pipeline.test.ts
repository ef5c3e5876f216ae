import { describe, expect, it } from "vitest";

import { parsePipeline } from "./parse-pipeline.ts";

const SHOP = `version: 1
name: shop
source: { repo: acme/shop }
manifests: { repo: acme/shop-manifests }
config:
  - { kind: git, repo: acme/shop-config, paths: [common, "{env}"] }
clusters: { dev: {}, stage-eu: {}, stage-us: {}, prod-eu: {} }
apps:
  front: { templates: deploy/front, images: { front: { repository: ghcr.io/acme/front, context: front } } }
  cart: { templates: deploy/cart, images: { cart: { repository: ghcr.io/acme/cart, context: cart } } }
defaults: { merge: auto }
environments:
  prod: { after: [stage], clusters: [prod-eu], gates: [{ kind: approval }] }
  stage: { after: [dev], clusters: [stage-eu, stage-us] }
  dev: { clusters: [dev], verify: { contexts: [smoke] } }
`;

function problems(yaml: string): readonly string[] {
  return parsePipeline(yaml).match(
    () => [],
    (error) =>
      error.problems.map(({ message, path, line, column }) => `${line}:${column} ${path.join(".")} ${message}`),
  );
}

function edited(from: string, to: string): string {
  expect(SHOP).toContain(from);
  return SHOP.replace(from, to);
}

describe("a pipeline file", () => {
  const pipeline = parsePipeline(SHOP)._unsafeUnwrap();
  const slot = (id: string) => pipeline.slots.find((candidate) => candidate.id === id)!;

  it("expands to one slot per app and environment, upstream first", () => {
    expect(pipeline.slots.map(({ id }) => id)).toEqual([
      "dev/front",
      "dev/cart",
      "stage/front",
      "stage/cart",
      "prod/front",
      "prod/cart",
    ]);
  });

  it("gives each slot its own folder and pull request", () => {
    expect(slot("stage/cart")).toMatchObject({ path: "envs/stage/cart", track: "stage/cart" });
  });

  it("lets a slot wait for the same app in the environments before it", () => {
    expect(slot("dev/cart").upstream).toBeUndefined();
    expect(slot("prod/cart").upstream).toEqual({ slots: ["stage/cart"] });
    expect(slot("dev/cart").next).toEqual(["stage"]);
  });

  it("renders plain YAML, unless an app names engines", () => {
    const chain =
      'cart: { render: [{ engine: helm, chart: "charts/{app}", values: { host: "{env}.example.com", n: 1 } }], ';
    const { slots } = parsePipeline(edited("cart: { ", chain))._unsafeUnwrap();
    const renderOf = (id: string) => slots.find((candidate) => candidate.id === id)!.template.render;
    expect(renderOf("dev/front")).toBeUndefined();
    expect(renderOf("prod/cart")).toEqual([
      { engine: "helm", chart: "charts/cart", values: { host: "prod.example.com", n: 1 } },
    ]);
  });

  it("has one target per cluster that reads the folder", () => {
    expect(slot("stage/cart").targets).toEqual([
      { name: "stage-eu", cluster: "stage-eu", kind: "Kustomization", namespace: "flux-system", objectName: "cart" },
      { name: "stage-us", cluster: "stage-us", kind: "Kustomization", namespace: "flux-system", objectName: "cart" },
    ]);
  });

  it("fills in the policy from the environment, then from the defaults", () => {
    expect(slot("prod/cart").policy).toMatchObject({ merge: "auto", gates: [{ count: 1 }], verify: { contexts: [] } });
    expect(slot("dev/cart").policy).toMatchObject({ gates: [], verify: { contexts: ["smoke"] } });
  });

  it("replaces placeholders in config folders", () => {
    expect(slot("prod/cart").template.config).toEqual([
      { kind: "git", repository: "acme/shop-config", ref: "main", paths: ["common", "prod"] },
    ]);
  });
});

describe("a pipeline with a mistake", () => {
  it("names the line and column of YAML that cannot be read", () => {
    expect(problems("version: 1\nname: [shop\n")).toEqual([expect.stringMatching(/^3:1 /)]);
  });

  it("refuses a key that the format does not have, where it stands", () => {
    expect(problems(edited("defaults: { merge: auto }", "defaults: { merges: auto }"))).toEqual([
      "11:13 defaults.merges is not a key of the pipeline format here; did you mean merge?",
    ]);
  });

  it("names a required key that is missing", () => {
    expect(problems(edited("source: { repo: acme/shop }\n", ""))).toEqual(["1:1 source is required"]);
  });

  it("lists every problem at once", () => {
    const twice = edited("[stage-eu, stage-us]", "[stage-eu, stage-ap]").replace("after: [stage]", "after: [stge]");
    expect(problems(twice)).toEqual([
      '13:11 environments.prod.after there is no environment "stge"; did you mean "stage"?',
      '14:47 environments.stage.clusters.1 there is no cluster "stage-ap"; did you mean "stage-eu"?',
    ]);
  });

  it("refuses a chain without engines, and a step without one", () => {
    expect(problems(edited("cart: { ", "cart: { render: [], "))).toEqual([
      "10:11 apps.cart.render must name at least one engine, or be left out",
    ]);
    expect(problems(edited("cart: { ", "cart: { render: [{ chart: x }], "))).toEqual([
      "10:20 apps.cart.render.0.engine is required",
    ]);
  });

  it("refuses environments that wait for each other", () => {
    expect(problems(edited("dev: { clusters: [dev],", "dev: { after: [prod], clusters: [dev],"))).toEqual([
      '13:11 environments.prod.after "prod", "stage", "dev" wait for each other, so none could start',
    ]);
  });

  it("refuses a path that would put two slots into one folder", () => {
    expect(problems(edited("shop-manifests }", "shop-manifests, path: 'envs/{env}' }"))).toEqual([
      "4:41 manifests.path the folders of dev/front (envs/dev) and dev/cart (envs/dev) overlap; each slot needs its own",
    ]);
  });

  it("refuses a placeholder that it does not know", () => {
    expect(problems(edited("shop-manifests }", "shop-manifests, path: '{env}/{app}/{region}' }"))).toEqual([
      "4:41 manifests.path {region} is not a placeholder; use {env}, {app}, {cluster}, {wave} or {namespace}",
    ]);
  });

  it("refuses two slots that one Flux object would report on", () => {
    const [first] = problems(edited("[stage-eu, stage-us]", "[stage-eu, dev]"));
    expect(first).toBe(
      "7:13 clusters.dev Kustomization flux-system/front would report on dev/front and on stage/front; " +
        'give this cluster a flux name such as "{app}-{env}"',
    );
  });

  it("accepts one cluster for several environments when its Flux objects have names of their own", () => {
    const shared = edited("[stage-eu, stage-us]", "[stage-eu, dev]").replace(
      "{ dev: {}",
      '{ dev: { flux: { name: "{app}-{env}" } }',
    );
    expect(problems(shared)).toEqual([]);
  });

  it.each(["../out/{env}/{app}", "/envs/{env}/{app}", "envs/./{env}/{app}"])("refuses the folder %s", (path) => {
    expect(problems(edited("shop-manifests }", `shop-manifests, path: '${path}' }`))).toEqual([
      "4:41 manifests.path must be a relative path without '.', '..', '//' or a '/' at its end",
    ]);
  });
});
