import { isJsonObject } from "../json.ts";
import type { Policy } from "./policy.ts";

export function policyExample(): Policy {
  //#region policy
  const singleInDev: Policy = {
    name: "single-in-dev",
    check: ({ kind, spec }, { environment }) =>
      environment === "dev" && kind === "Deployment" && isJsonObject(spec) && spec["replicas"] !== 1
        ? [{ path: "spec.replicas", message: "dev runs one replica of each app", severity: "warning" }]
        : [],
  };
  //#endregion
  return singleInDev;
}
