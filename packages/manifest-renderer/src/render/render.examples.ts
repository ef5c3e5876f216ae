import { render } from "./render.ts";

export async function renderExample(deployment: string, digest: string): Promise<readonly string[]> {
  //#region render
  const tree = await render({
    app: "cart",
    environment: "dev",
    namespace: "shop",
    templates: new Map([["deployment.yaml", deployment]]), // with `image: cart` and `replicas: "${replicas:int}"`
    images: [{ name: "cart", reference: `ghcr.io/acme/cart:1.4.2@${digest}` }],
    layers: [
      { source: "common", values: { replicas: 1 } },
      { source: "dev", values: { replicas: 2 } },
    ],
    source: { repository: "acme/shop", sha: "7c3f0e1c5f7d4b0d8f6a2b9e4c1d3a5f7b9c0d1e" },
  });
  const lines = tree.match(
    ({ files }) => [...files.keys()], // ["shop/deployment.apps_cart.yaml"]
    (error) => [error.code, error.message],
  );
  //#endregion
  return lines;
}
