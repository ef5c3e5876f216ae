import { helm } from "../engines/helm/index.ts";
import { kustomize } from "../engines/kustomize/index.ts";
import { readFileSet, writeTree } from "../node/index.ts";
import { kubernetesSchemas } from "../schema/index.ts";
import { render } from "./render.ts";

export async function chainExample(digest: string): Promise<string> {
  //#region chain
  const written = await readFileSet("deploy/cart") // with chart/ and kustomize/
    .andThen((templates) =>
      render({
        app: "cart",
        environment: "prod",
        namespace: "shop",
        templates,
        chain: [
          { engine: "helm", chart: "chart", imageValues: { cart: "image" } },
          { engine: "kustomize", path: "kustomize/prod" }, // patches what the chart made
        ],
        engines: [helm(), kustomize()], // programs of this machine
        images: [{ name: "cart", reference: `ghcr.io/acme/cart:1.4.2@${digest}` }],
        layers: [{ source: "acme/shop-config:prod/values.yaml", values: { replicas: 3 } }],
        source: { repository: "acme/shop", sha: "7c3f0e1c5f7d4b0d8f6a2b9e4c1d3a5f7b9c0d1e" },
        schemas: kubernetesSchemas,
      }),
    )
    .andThen((tree) => writeTree("manifests/prod/cart", tree));
  const outcome = written.match(
    ({ write, remove }) => `${write.size} files written, ${remove.length} deleted`,
    (error) => error.message,
  );
  //#endregion
  return outcome;
}
