import { formatResourceId, resourceIdOf } from "./resource.ts";

export function resourceIdExample(): readonly string[] {
  //#region resourceIdOf
  const before = { apiVersion: "apps/v1beta1", kind: "Deployment", metadata: { name: "cart", namespace: "shop" } };
  const after = { ...before, apiVersion: "apps/v1" };
  const names = [before, after].map((resource) => formatResourceId(resourceIdOf(resource)));
  // ["Deployment.apps shop/cart", "Deployment.apps shop/cart"]
  //#endregion
  return names;
}
