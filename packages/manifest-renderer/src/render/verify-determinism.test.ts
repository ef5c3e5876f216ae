import { okAsync } from "neverthrow";
import { expect, test } from "vitest";

import { SERVICE } from "../../fixtures/render-request.ts";
import { memoryCache } from "../cache/render-cache.ts";
import type { Engine } from "../engines/engine.ts";
import { defaultLimits } from "../limits.ts";
import { readResources } from "../resource/read-resources.ts";
import { verifyDeterminismExample } from "./verify-determinism.examples.ts";
import { verifyDeterminism } from "./verify-determinism.ts";

const request = {
  app: "cart",
  environment: "dev",
  namespace: "shop",
  templates: new Map([["a.yaml", SERVICE]]),
  images: [],
  layers: [],
  source: { repository: "acme/shop", sha: "1".repeat(40) },
};

/** A chart that makes something up each time. */
function inventive(): Engine {
  let port = 30_000;
  return {
    name: "inventive",
    checkStep: () => [],
    identify: () => okAsync({ version: "v1", digest: "sha256:0" }),
    render: (_step, input) => {
      const text = SERVICE.replace("spec: {", `spec: {healthCheckNodePort: ${port++}, `);
      const read = readResources({ file: "printed", text }, { limits: defaultLimits })._unsafeUnwrap();
      return okAsync({ files: input.files, resources: read.resources, findings: [] });
    },
  };
}

test("equal renders differ in nothing", async () => {
  expect((await verifyDeterminism(request))._unsafeUnwrap()).toEqual([]);
});

test("what differs is named, and no cache hides it", async () => {
  const made = { ...request, chain: [{ engine: "inventive" }], engines: [inventive()], cache: memoryCache() };
  expect((await verifyDeterminism(made))._unsafeUnwrap()).toEqual([
    { resource: "Service shop/cart", paths: ["spec.healthCheckNodePort"] },
  ]);
  expect(await verifyDeterminismExample(made)).toEqual([
    "Service shop/cart changes each time: spec.healthCheckNodePort",
  ]);
});

test("a render that fails is an error", async () => {
  expect((await verifyDeterminism({ ...request, templates: new Map() }))._unsafeUnwrapErr().code).toBe(
    "RENDER_REJECTED",
  );
});
