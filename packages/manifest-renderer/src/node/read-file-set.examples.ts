import { render } from "../render/render.ts";
import { readFileSet } from "./read-file-set.ts";

export async function readFileSetExample(): Promise<string> {
  //#region readFileSet
  const tree = await readFileSet("deploy/cart").andThen((templates) =>
    render({
      app: "cart",
      environment: "dev",
      templates,
      images: [],
      layers: [],
      source: { repository: "acme/shop", sha: "7c3f0e1c5f7d4b0d8f6a2b9e4c1d3a5f7b9c0d1e" },
    }),
  );
  const outcome = tree.match(
    ({ files }) => `${files.size} manifests`,
    (error) => error.message, // "/srv/shop/deploy/cart cannot be read: ENOENT"
  );
  //#endregion
  return outcome;
}
