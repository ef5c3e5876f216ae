import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { DispatchOutcome } from "./dispatch.ts";
import { ensureDispatch } from "./ensure.ts";
import type { DispatchPayload } from "./payload.ts";

export async function tellDeployed(
  client: GitHubClient,
  payload: DispatchPayload,
): Promise<Result<DispatchOutcome, EnsureError>> {
  //#region ensureDispatch_deployed
  const dispatched = await ensureDispatch(
    client,
    { repository: "acme/shop", eventType: "gitops.deployed", payload },
    { creators: ["acme-gitops[bot]"] },
  );
  //#endregion
  return dispatched;
}
