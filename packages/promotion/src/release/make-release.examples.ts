import { makeRelease, type ReleaseContent } from "../index.ts";

export function releaseOf(sha: string, tree: string, digest: string): unknown {
  //#region makeRelease_basic
  const content: ReleaseContent = {
    app: "cart",
    source: { repository: "acme/shop", sha },
    images: { cart: `ghcr.io/acme/cart:1.4.2@${digest}` },
    templates: { path: "deploy/cart", tree }, // git rev-parse HEAD:deploy/cart
  };
  return makeRelease(content, { subject: "Round prices half up" });
  //#endregion
}
