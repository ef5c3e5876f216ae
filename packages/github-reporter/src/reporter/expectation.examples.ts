import type { Result } from "neverthrow";

import type { LaneError } from "../lane/errors.ts";
import type { Reporter } from "./reporter.ts";

export async function expectApps(
  reporter: Reporter,
  revision: string,
): Promise<Result<"stored" | "duplicate", LaneError>> {
  //#region expect_standAlone
  const since = new Date();
  const stored = await reporter.expect({
    // As standAlone names it: the Kustomization `apps` on the cluster prod-eu. `reportedSlot` of @gitops/promotion makes
    // one of a pipeline.
    slot: {
      repository: "acme/fleet",
      slot: "prod-eu/apps",
      environment: "prod-eu",
      app: "apps",
      path: undefined,
      targets: ["prod-eu"],
      next: [],
    },
    revision, // the commit that was merged
    since: since.toISOString(),
    deadline: new Date(since.getTime() + 30 * 60_000).toISOString(),
  });
  //#endregion
  return stored;
}
