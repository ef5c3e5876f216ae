import { definePipeline } from "../index.ts";

//#region definePipeline_basic
export const pipeline = definePipeline({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/shop-manifests", path: "envs/{env}/{app}" },
  clusters: { dev: {}, "prod-eu": {}, "prod-us": {} },
  apps: {
    cart: { templates: "deploy/cart", images: { cart: { repository: "ghcr.io/acme/cart", context: "cart" } } },
  },
  environments: {
    dev: { clusters: ["dev"], merge: "auto" },
    prod: { after: ["dev"], clusters: ["prod-eu", "prod-us"], merge: "auto", gates: [{ kind: "approval" }] },
  },
});
//#endregion
