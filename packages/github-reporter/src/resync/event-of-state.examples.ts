import { explain } from "@gitops/flux-events";

import { eventOfState } from "./event-of-state.ts";
import type { FluxObjectState } from "./object-state.ts";

export function eventOfStateExample(state: FluxObjectState): string {
  //#region eventOfState
  const event = eventOfState(state, { now: Date.now() });
  return event === undefined ? "nothing is known" : explain(event); // "Kustomization shop/cart at 4f1c9a7 finished its reconciliation"
  //#endregion
}
