import type { ConfigLayer } from "./config-layer.ts";
import { variablesLayer } from "./variables-layer.ts";

export function variablesLayerExample(): ConfigLayer {
  //#region variablesLayer
  const layer = variablesLayer("acme/shop environment prod", [{ name: "LOG_LEVEL", value: "info" }]);
  //#endregion
  return layer;
}
