import type { FluxEvent } from "@gitops/flux-events";

import type { Reporter } from "../reporter/reporter.ts";
import { resyncId } from "./resync-id.ts";

export async function resyncIdExample(reporter: Reporter, event: FluxEvent): Promise<boolean> {
  //#region resyncId
  const accepted = await reporter.accept(event, { cluster: "dev", id: resyncId(event) });
  //#endregion
  return accepted.isOk();
}
