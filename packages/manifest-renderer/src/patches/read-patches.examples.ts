import { readPatches } from "./read-patches.ts";

export function readPatchesExample(): readonly string[] {
  //#region readPatches
  const files = new Map([
    ["replicas.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cart}\nspec: {replicas: 3}\n"],
    [
      "hosts.yaml",
      "target: {kind: Ingress}\njson6902:\n- {op: replace, path: /spec/rules/0/host, value: shop.example}\n",
    ],
  ]);
  const sources = readPatches(files, { location: "acme/shop-config:dev/cart/" }).match(
    (patches) => patches.map(({ type, source }) => `${type} ${source ?? ""}`),
    (error) => [error.message], // names file and line
  );
  // ["json6902 acme/shop-config:dev/cart/hosts.yaml:1", "strategic acme/shop-config:dev/cart/replicas.yaml:1"]
  //#endregion
  return sources;
}
