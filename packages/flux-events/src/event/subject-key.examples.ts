import type { FluxEvent } from "./event.ts";
import { subjectKey } from "./subject-key.ts";

export function subjectKeyExample(event: FluxEvent): string {
  //#region subjectKey
  const key = subjectKey(event, "prod-eu"); // "prod-eu/Kustomization/flux-system/cart"
  //#endregion
  return key;
}
