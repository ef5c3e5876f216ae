import type { FluxEvent } from "../event/event.ts";
import { explain } from "./explain.ts";

export function explainExample(event: FluxEvent): string {
  //#region explain
  const sentence = explain(event); // "Kustomization flux-system/cart applied main@4a6d1f0: 1 created, 2 configured."
  //#endregion
  return sentence;
}
