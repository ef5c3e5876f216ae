import { formatResourceId } from "../resource/resource.ts";
import type { Resource } from "../resource/resource.ts";
import { diffResources } from "./diff-resources.ts";

export function diffExample(before: readonly Resource[], after: readonly Resource[]): readonly string[] {
  //#region diffResources
  const lines = diffResources(before, after).map(
    ({ id, change, fields }) => `${formatResourceId(id)} ${change}: ${fields.map(({ path }) => path).join(", ")}`,
  ); // ["Deployment.apps shop/cart changed: spec.replicas"]
  //#endregion
  return lines;
}
