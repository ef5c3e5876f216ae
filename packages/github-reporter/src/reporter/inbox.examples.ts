import { eventId, type FluxEvent } from "@gitops/flux-events";

import type { RunningLane } from "../lane/lane.ts";
import { createInbox } from "./inbox.ts";
import type { ReporterOptions } from "./options.ts";
import { createReporter } from "./reporter.ts";

export async function startWithoutGitHub(
  { client, lane, identity, resolveTarget }: ReporterOptions,
  event: FluxEvent,
  body: Uint8Array,
): Promise<RunningLane | undefined> {
  //#region createInbox_start
  const inbox = createInbox({ lane });
  // While GitHub does not answer:
  const stored = await inbox.accept(event, { cluster: "dev", id: eventId(body) });
  // When it does, the reporter sorts what came meanwhile, and handles it:
  const running = await createReporter({ client, lane, identity, resolveTarget }).run();
  //#endregion
  return stored.isOk() ? running : undefined;
}
