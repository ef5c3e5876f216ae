import type { Scenario } from "./scenario.ts";

//#region scenario
export const brokenCart: Scenario = ({ cluster, kustomization, files }) =>
  cluster === "stage-us" && kustomization === "cart" && [...files.values()].some((text) => text.includes("cart:2.0.0"))
    ? { code: "unhealthy" }
    : undefined;
//#endregion
