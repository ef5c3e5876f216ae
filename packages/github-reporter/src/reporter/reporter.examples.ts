import type { FluxEvent } from "@gitops/flux-events";
import { eventId } from "@gitops/flux-events";

import type { GitHubClient } from "../github/call.ts";
import { memoryLane } from "../lane/memory.ts";
import { createReporter } from "./reporter.ts";
import { standAlone } from "./stand-alone.ts";

export async function reportOne(client: GitHubClient, event: FluxEvent, body: Uint8Array): Promise<boolean> {
  //#region createReporter_run
  const reporter = createReporter({
    client,
    lane: memoryLane(),
    identity: { logins: ["acme-gitops[bot]"] },
    resolveTarget: standAlone({ repository: "acme/shop-manifests" }),
  });
  const running = await reporter.run();
  const accepted = await reporter.accept(event, { cluster: "dev", id: eventId(body) });
  //#endregion
  await running.stop();
  return accepted.isOk();
}
