import { describe, expect, it } from "vitest";

import { definePipeline } from "./define-pipeline.ts";
import type { PipelineSpec } from "./pipeline-spec.ts";

const APP = { templates: "deploy", images: {} };

const SPEC: PipelineSpec = {
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/shop-manifests" },
  clusters: { one: {}, two: {} },
  apps: { cart: APP },
  environments: { dev: { clusters: ["one"] }, prod: { after: { any: ["dev"] }, clusters: ["two"] } },
};

function problems(spec: PipelineSpec): readonly string[] {
  return definePipeline(spec).match(
    () => [],
    ({ problems: found }) => found.map(({ path, message }) => `${path.join(".")} ${message}`),
  );
}

describe("definePipeline", () => {
  it("accepts what the type allows", () => {
    expect(definePipeline(SPEC)._unsafeUnwrap().slots[1]).toMatchObject({
      id: "prod/cart",
      upstream: { slots: ["dev/cart"] },
    });
  });

  it("refuses a pipeline without apps or environments", () => {
    expect(problems({ ...SPEC, apps: {}, environments: {} })).toEqual([
      "apps must name at least one of the apps",
      "environments must name at least one of the environments",
    ]);
  });

  it("refuses an environment whose name would be taken for another kind of status", () => {
    const spec: PipelineSpec = { ...SPEC, environments: { verify: { clusters: ["one"] } } };
    expect(problems(spec)).toEqual([
      'environments.verify "verify" is a word of the commit status contexts; give the environment another name',
    ]);
  });

  it.each(["constructor", "toString", "__proto__"])("refuses the name %s, which every object has", (name) => {
    const apps = Object.fromEntries([[name, APP]]);
    expect(problems({ ...SPEC, apps })).toContain(`apps.${name} cannot be used as a name`);
  });

  it("refuses a cluster that is only inherited", () => {
    const spec: PipelineSpec = { ...SPEC, environments: { dev: { clusters: ["constructor"] } } };
    expect(problems(spec)).toEqual([
      'environments.dev.clusters.0 there is no cluster "constructor"; the pipeline has "one", "two"',
    ]);
  });

  it("refuses slots that would share a folder", () => {
    const spec: PipelineSpec = {
      ...SPEC,
      manifests: { repo: "acme/shop-manifests", path: "{env}{app}" },
      apps: { bc: APP, c: APP },
      environments: { a: { clusters: ["one"] }, ab: { clusters: ["two"] } },
    };
    expect(problems(spec)).toEqual([
      "manifests.path the folders of a/bc (abc) and ab/c (abc) overlap; each slot needs its own",
    ]);
  });

  it("refuses names that cannot be folders, branches and parts of a status context", () => {
    expect(problems({ ...SPEC, apps: { "Cart/../x": APP } })).toEqual([
      "apps.Cart/../x must be lower-case letters, digits and '-' (a DNS-1123 label)",
    ]);
  });

  it("says what a value must be", () => {
    const spec = { ...SPEC, environments: { dev: { clusters: ["one"], merge: "always" } } };
    expect(problems(spec as unknown as PipelineSpec)).toEqual([
      'environments.dev.merge must be "manual" or "auto", not "always"',
    ]);
  });
});
