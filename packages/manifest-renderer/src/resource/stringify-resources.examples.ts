import { stringifyResources } from "./stringify-resources.ts";

export function stringifyExample(): string {
  //#region stringifyResources
  const settings = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "cart" },
    data: { MODE: "on", TAG: "1.10" },
  };
  const text = stringifyResources([settings]).unwrapOr(""); // MODE: "on" and TAG: "1.10", in quotes
  //#endregion
  return text;
}
